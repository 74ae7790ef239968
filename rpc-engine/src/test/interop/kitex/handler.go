package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/bytedance/gopkg/cloud/metainfo"
	"github.com/cloudwego/kitex/pkg/kerrors"

	"harrier.test/kitexpeer/kitex_gen/echo"
)

// echoHandler does what Echo.thrift says of each method.
type echoHandler struct {
	visits atomic.Int32
}

// Echo appends the metainfo it sees, if any, and always sends the backward value bk=bv.
func (h *echoHandler) Echo(ctx context.Context, req *echo.Msg) (*echo.Msg, error) {
	metainfo.SendBackwardValue(ctx, "bk", "bv")
	tv, hasTransient := metainfo.GetValue(ctx, "TK")
	pv, hasPersistent := metainfo.GetPersistentValue(ctx, "PK")
	if !hasTransient && !hasPersistent {
		return req, nil
	}
	return &echo.Msg{Msg: req.Msg + "|" + tv + "|" + pv}, nil
}

// Boom fails with an error the IDL does not declare.
func (h *echoHandler) Boom(ctx context.Context, req *echo.Msg) (*echo.Msg, error) {
	return nil, errors.New("boom")
}

// Biz answers with a business status, which travels in TTHeader headers only.
func (h *echoHandler) Biz(ctx context.Context, req *echo.Msg) (*echo.Msg, error) {
	return nil, kerrors.NewBizStatusErrorWithExtra(4001, "no such user", map[string]string{"k": "v"})
}

// Refuse throws the exception the IDL declares.
func (h *echoHandler) Refuse(ctx context.Context, req *echo.Msg) (*echo.Msg, error) {
	return nil, &echo.Refused{Reason: req.Msg, Code: 7}
}

// Slow sleeps as long as the message says, or until the caller's deadline.
func (h *echoHandler) Slow(ctx context.Context, req *echo.Msg) (*echo.Msg, error) {
	ms, err := strconv.ParseUint(req.Msg, 10, 16) // a bit over a minute at most
	if err != nil {
		return nil, fmt.Errorf("slow wants milliseconds: %w", err)
	}
	select {
	case <-time.After(time.Duration(ms) * time.Millisecond):
		return req, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Remaining tells how long the caller will still wait.
func (h *echoHandler) Remaining(ctx context.Context) (int64, error) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return -1, nil
	}
	return max(time.Until(deadline).Milliseconds(), 0), nil
}

// Visit is oneway: it counts and nothing goes back.
func (h *echoHandler) Visit(ctx context.Context, req *echo.Msg) error {
	h.visits.Add(1)
	return nil
}

func (h *echoHandler) Visits(ctx context.Context) (int32, error) {
	return h.visits.Load(), nil
}

func (h *echoHandler) Nothing(ctx context.Context) error {
	return nil
}

// secondHandler is the other service of a -multi server.
type secondHandler struct{}

func (*secondHandler) Hello(ctx context.Context, req *echo.Msg) (*echo.Msg, error) {
	return &echo.Msg{Msg: "hello " + req.Msg}, nil
}

func (*secondHandler) Echo(ctx context.Context, req *echo.Msg) (*echo.Msg, error) {
	return &echo.Msg{Msg: "second " + req.Msg}, nil
}
