package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"github.com/cloudwego/kitex/client"
	"github.com/cloudwego/kitex/pkg/connpool"
	"github.com/cloudwego/kitex/pkg/rpcinfo"
	"github.com/cloudwego/kitex/pkg/transmeta"
	"github.com/cloudwego/kitex/server"
	"github.com/cloudwego/kitex/transport"

	"harrier.test/kitexecho/kitex_gen/echo"
	service "harrier.test/kitexecho/kitex_gen/echo/echo"
)

// muxConnections is as in the examples of its documents.
const (
	muxConnections = 2
	mostCallers    = 256
)

type handler struct{}

func (*handler) Echo(_ context.Context, request *echo.Message) (*echo.Message, error) {
	return &echo.Message{Action: request.Action, Msg: request.Msg}, nil
}

// serve starts a server that lives as long as the process, and gives its port.
func serve(mode string) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, "listen:", err)
		os.Exit(1)
	}
	options := []server.Option{
		server.WithListener(listener),
		server.WithServerBasicInfo(&rpcinfo.EndpointBasicInfo{ServiceName: "echo"}),
	}
	if mode != "framed" {
		options = append(options, server.WithMetaHandler(transmeta.ServerTTHeaderHandler))
	}
	if mode == "mux" {
		options = append(options, server.WithMuxTransport())
	}
	started := make(chan struct{})
	server.RegisterStartHook(func() { close(started) })
	go func() {
		if err := service.NewServer(&handler{}, options...).Run(); err != nil {
			fmt.Fprintln(os.Stderr, "serve:", err)
			os.Exit(1)
		}
	}()
	<-started
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

func connect(mode, port string) service.Client {
	options := []client.Option{client.WithHostPorts("127.0.0.1:" + port)}
	switch mode {
	case "framed":
		options = append(options, client.WithTransportProtocol(transport.Framed), pool())
	case "ttheader":
		options = append(options, client.WithTransportProtocol(transport.TTHeader),
			client.WithMetaHandler(transmeta.ClientTTHeaderHandler), pool())
	default:
		options = append(options, client.WithMetaHandler(transmeta.ClientTTHeaderHandler),
			client.WithMuxConnection(muxConnections))
	}
	return service.MustNewClient("echo", options...)
}

// pool has a connection for each caller.
func pool() client.Option {
	return client.WithLongConnection(connpool.IdleConfig{
		MaxIdlePerAddress: mostCallers, MaxIdleGlobal: mostCallers, MaxIdleTimeout: time.Minute})
}

func call(cli service.Client, msg string) error {
	reply, err := cli.Echo(context.Background(), &echo.Message{Action: "echo", Msg: msg})
	if err == nil && len(reply.Msg) != len(msg) {
		err = fmt.Errorf("length of the reply: %d (expected: %d)", len(reply.Msg), len(msg))
	}
	return err
}

func text(length int) string {
	return strings.Repeat("\x00", length)
}
