package main

import (
	"context"
	"fmt"
	"time"

	"github.com/bytedance/gopkg/cloud/metainfo"
	"github.com/cloudwego/kitex/client"
	"github.com/cloudwego/kitex/pkg/rpcinfo"
	"github.com/cloudwego/kitex/pkg/transmeta"
	"github.com/cloudwego/kitex/transport"

	"harrier.test/kitexpeer/kitex_gen/echo"
	"harrier.test/kitexpeer/kitex_gen/echo/echoservice"
)

// relayHandler answers echo with what another server answers, and tells what it saw on the way there and back.
type relayHandler struct {
	echoHandler
	next echoservice.Client
}

func newRelay(target string) *relayHandler {
	return &relayHandler{next: echoservice.MustNewClient("svr.echo",
		client.WithHostPorts(target),
		client.WithClientBasicInfo(&rpcinfo.EndpointBasicInfo{ServiceName: "kitex"}),
		client.WithRPCTimeout(5*time.Second),
		client.WithMetaHandler(transmeta.ClientTTHeaderHandler),
		client.WithTransportProtocol(transport.TTHeaderFramed))}
}

// Echo writes " > kitex(...)" behind the text before it asks the next, " < ..." behind its answer.
func (h *relayHandler) Echo(ctx context.Context, req *echo.Msg) (*echo.Msg, error) {
	token, _ := metainfo.GetValue(ctx, "token")
	gray, _ := metainfo.GetPersistentValue(ctx, "gray")
	metainfo.SendBackwardValue(ctx, "by", "kitex")

	onward := metainfo.WithPersistentValue(metainfo.WithBackwardValues(ctx), "via", "kitex")
	answer, err := h.next.Echo(onward, &echo.Msg{Msg: fmt.Sprintf("%s > kitex(token=%s gray=%s)", req.Msg, token, gray)})
	if err != nil {
		return nil, err
	}
	by, _ := metainfo.RecvBackwardValue(onward, "by")
	return &echo.Msg{Msg: fmt.Sprintf("%s < kitex(by=%s)", answer.Msg, by)}, nil
}
