package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/cloudwego/kitex/pkg/remote/codec"
	"github.com/cloudwego/kitex/pkg/rpcinfo"
	"github.com/cloudwego/kitex/pkg/transmeta"
	"github.com/cloudwego/kitex/server"

	"harrier.test/kitexpeer/kitex_gen/echo"
	"harrier.test/kitexpeer/kitex_gen/echo/echoservice"
	"harrier.test/kitexpeer/kitex_gen/probe/secondservice"
)

// runServer serves until stdin ends or a signal comes, and returns the exit code.
func runServer(args []string) int {
	flags := flag.NewFlagSet("server", flag.ExitOnError)
	addr := flags.String("addr", "127.0.0.1:0", "address to listen on")
	mux := flags.Bool("mux", false, "multiplexed transport: TTHeader only, replies in any order")
	multi := flags.Bool("multi", false, "serve SecondService beside EchoService (EchoService is the fallback)")
	crc := flags.Bool("crc", false, "check crc32c of requests and add it to replies (TTHeader)")
	next := flags.String("next", "", "host:port that echo passes its message on to")
	_ = flags.Parse(args)

	// Our own listener, so that the port is known whatever -addr says.
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "listen:", err)
		return 1
	}
	// Start hooks run once Kitex has begun to accept.
	server.RegisterStartHook(func() { fmt.Println("listening", listener.Addr()) })

	opts := []server.Option{
		server.WithListener(listener),
		server.WithServerBasicInfo(&rpcinfo.EndpointBasicInfo{ServiceName: "svr.echo"}),
		// The metainfo handler is there by default, the TTHeader one is not.
		server.WithMetaHandler(transmeta.ServerTTHeaderHandler),
		server.WithEnableContextTimeout(true),
		server.WithExitWaitTime(2 * time.Second),
		server.WithExitSignal(stopSignal),
	}
	if *mux {
		opts = append(opts, server.WithMuxTransport())
	}
	if *crc {
		opts = append(opts, server.WithCodec(codec.NewDefaultCodecWithConfig(codec.CodecConfig{CRC32Check: true})))
	}
	svr := server.NewServer(opts...)
	// Both services have a method "echo": without a fallback Kitex would refuse to start.
	var echoOpts []server.RegisterOption
	if *multi {
		echoOpts = append(echoOpts, server.WithFallbackService())
		err = secondservice.RegisterService(svr, &secondHandler{})
	}
	var handler echo.EchoService = &echoHandler{}
	if *next != "" {
		handler = newRelay(*next)
	}
	if err == nil {
		err = echoservice.RegisterService(svr, handler, echoOpts...)
	}
	if err == nil {
		err = svr.Run() // blocks until drained, or gives an error after the exit wait
		fmt.Println("stopped")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		return 1
	}
	return 0
}

// stopSignal tells Kitex to stop gracefully on SIGTERM, on SIGINT, or when stdin is closed,
// so that a server never outlives the test that started it.
func stopSignal() <-chan error {
	stop := make(chan error, 1)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		signals <- syscall.SIGTERM
	}()
	go func() {
		<-signals
		stop <- nil
	}()
	return stop
}
