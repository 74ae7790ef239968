package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/bytedance/gopkg/cloud/metainfo"
	"github.com/cloudwego/kitex/pkg/kerrors"
	"github.com/cloudwego/kitex/pkg/rpcinfo"
	"github.com/cloudwego/kitex/pkg/transmeta"
	"github.com/cloudwego/kitex/server"

	"harrier.test/kitexpeer/kitex_gen/pbecho"
	pbservice "harrier.test/kitexpeer/kitex_gen/pbecho/pbecho"
)

// runPbServer serves PbEcho until stdin ends or a signal comes, and returns the exit code.
func runPbServer(args []string) int {
	flags := flag.NewFlagSet("pb-server", flag.ExitOnError)
	addr := flags.String("addr", "127.0.0.1:0", "address to listen on")
	_ = flags.Parse(args)

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "listen:", err)
		return 1
	}
	server.RegisterStartHook(func() { fmt.Println("listening", listener.Addr()) })
	svr := server.NewServer(
		server.WithListener(listener),
		server.WithServerBasicInfo(&rpcinfo.EndpointBasicInfo{ServiceName: "svr.pbecho"}),
		server.WithMetaHandler(transmeta.ServerTTHeaderHandler),
		server.WithEnableContextTimeout(true),
		server.WithExitWaitTime(2*time.Second),
		server.WithExitSignal(stopSignal),
	)
	if err = pbservice.RegisterService(svr, &pbHandler{}); err == nil {
		err = svr.Run()
		fmt.Println("stopped")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		return 1
	}
	return 0
}

// pbHandler does what PbEcho.proto says of each method.
type pbHandler struct{}

func (*pbHandler) Echo(ctx context.Context, req *pbecho.Msg) (*pbecho.Msg, error) {
	metainfo.SendBackwardValue(ctx, "bk", "bv")
	tv, hasTransient := metainfo.GetValue(ctx, "TK")
	pv, hasPersistent := metainfo.GetPersistentValue(ctx, "PK")
	if !hasTransient && !hasPersistent {
		return req, nil
	}
	return &pbecho.Msg{Text: req.Text + "|" + tv + "|" + pv}, nil
}

func (*pbHandler) All(ctx context.Context, req *pbecho.AllTypes) (*pbecho.AllTypes, error) {
	return req, nil
}

func (*pbHandler) Boom(ctx context.Context, req *pbecho.Msg) (*pbecho.Msg, error) {
	return nil, errors.New("boom")
}

func (*pbHandler) Biz(ctx context.Context, req *pbecho.Msg) (*pbecho.Msg, error) {
	return nil, kerrors.NewBizStatusErrorWithExtra(4001, "no such user", map[string]string{"k": "v"})
}

func (*pbHandler) Slow(ctx context.Context, req *pbecho.Msg) (*pbecho.Msg, error) {
	ms, err := strconv.ParseUint(req.Text, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("slow wants milliseconds: %w", err)
	}
	time.Sleep(time.Duration(ms) * time.Millisecond)
	return req, nil
}
