package main

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cloudwego/kitex/client/callopt"
	"github.com/cloudwego/kitex/pkg/kerrors"
	"github.com/cloudwego/kitex/pkg/remote"

	"harrier.test/kitexpeer/kitex_gen/echo"
	probeecho "harrier.test/kitexpeer/kitex_gen/probe/echoservice"
)

// The cases in which the server must answer with an error, or not in time.

// exceptionCode gives the type id of an exception the peer sent, if that is what the error is.
func exceptionCode(err error) (code int32, ok bool) {
	var sent *remote.TransError
	if errors.As(err, &sent) {
		return sent.TypeID(), true
	}
	return 0, false
}

// boomCase wants an exception (code 6 in practice) that says "boom".
func boomCase(r *run) error {
	got, err := r.cli.Boom(background, &echo.Msg{Msg: "hi"})
	code, ok := exceptionCode(err)
	r.note("code=%d %T %v", code, err, err)
	if !ok || !errors.Is(err, kerrors.ErrRemoteOrNetwork) || !strings.Contains(err.Error(), "boom") {
		return fmt.Errorf("not a remote exception with boom: %v, %T %v", got, err, err)
	}
	return nil
}

// bizCase wants the business status. Without a header a Kitex server loses it and answers with an
// empty success; a Harrier server must say it in an exception.
func bizCase(r *run) error {
	got, err := r.cli.Biz(background, &echo.Msg{Msg: "hi"})
	r.note("%v, %T %v", got, err, err)
	var right bool
	if r.hasHeader() {
		var b kerrors.BizStatusErrorIface
		right = errors.As(err, &b) && b.BizStatusCode() == 4001 && b.BizMessage() == "no such user" &&
			len(b.BizExtra()) == 1 && b.BizExtra()["k"] == "v"
	} else if r.peer == "kitex" {
		right = err == nil && got == nil
	} else {
		right = err != nil && strings.Contains(err.Error(), "4001")
	}
	if !right {
		return fmt.Errorf("got %v, %T %+v", got, err, err)
	}
	return nil
}

// refuseCase wants the declared exception.
func refuseCase(r *run) error {
	got, err := r.cli.Refuse(background, &echo.Msg{Msg: "no entry"})
	var refused *echo.Refused
	if !errors.As(err, &refused) || refused.Reason != "no entry" || refused.Code != 7 {
		return fmt.Errorf("not the declared exception: %v, %T %v", got, err, err)
	}
	return nil
}

// unknownCase calls a method the server does not have: code 1, or Kitex's own 20.
func unknownCase(r *run) error {
	cli := probeecho.MustNewClient(r.dest, r.options(new(atomic.Int32))...)
	got, err := cli.Nosuch(background, &echo.Msg{Msg: "hi"})
	code, ok := exceptionCode(err)
	r.note("code=%d %v", code, err)
	if !ok || code != 1 && code != 20 {
		return fmt.Errorf("want an exception of code 1 or 20: %v, %T %v", got, err, err)
	}
	return nil
}

// timeoutCase gives up on a slow call in time, and has the server tell the deadline it was sent.
func timeoutCase(r *run) error {
	start := time.Now()
	_, err := r.cli.Slow(background, &echo.Msg{Msg: "2000"}, callopt.WithRPCTimeout(200*time.Millisecond))
	took := time.Since(start)
	r.note("after %v: %v", took.Round(time.Millisecond), err)
	if err == nil || !kerrors.IsTimeoutError(err) || took < 150*time.Millisecond || took > time.Second {
		return fmt.Errorf("not a timeout, or not in time, but after %v: %v", took, err)
	}
	left, err := r.cli.Remaining(background, callopt.WithRPCTimeout(700*time.Millisecond))
	r.note("remaining=%d", left)
	if r.hasHeader() && (err != nil || left < 1 || left > 700) {
		return fmt.Errorf("remaining: want 1..700, got %d, %v", left, err)
	}
	if !r.hasHeader() && (err != nil || left != -1) {
		return fmt.Errorf("remaining: want -1 without a header, got %d, %v", left, err)
	}
	return nil
}
