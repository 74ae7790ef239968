package main

import (
	"flag"
	"fmt"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cloudwego/kitex/client"
	"github.com/cloudwego/kitex/pkg/connpool"
	"github.com/cloudwego/kitex/pkg/remote"
	"github.com/cloudwego/kitex/pkg/remote/trans/netpoll"
	"github.com/cloudwego/kitex/pkg/rpcinfo"
	"github.com/cloudwego/kitex/pkg/transmeta"
	"github.com/cloudwego/kitex/transport"

	"harrier.test/kitexpeer/kitex_gen/echo/echoservice"
)

// config is what the flags of the client say.
type config struct {
	target, transport, dest, peer, cases, tolerate       string
	count, concurrency, conns, timeoutMs, pause, seconds int
	multi, verbose                                       bool
}

// runClient runs the chosen cases and returns the exit code.
func runClient(args []string) int {
	var c config
	flags := flag.NewFlagSet("client", flag.ExitOnError)
	flags.StringVar(&c.target, "target", "", "host:port of the server")
	flags.StringVar(&c.transport, "transport", "framed", "framed|unframed|ttheader|ttheader-framed|mux")
	flags.StringVar(&c.dest, "dest", "svr.echo", "name of the called service")
	flags.StringVar(&c.peer, "peer", "harrier", "what the server is: harrier|kitex")
	flags.StringVar(&c.cases, "case", "all", "all, or names with commas between")
	flags.IntVar(&c.count, "count", 200, "calls of the cases sequential and concurrent")
	flags.IntVar(&c.concurrency, "concurrency", 16, "goroutines of the cases concurrent and longrun")
	flags.IntVar(&c.conns, "conns", 2, "shared connections of the transport mux, a power of two")
	flags.IntVar(&c.timeoutMs, "timeout", 5000, "RPC timeout in ms; 0: none, and none is sent")
	flags.IntVar(&c.seconds, "seconds", 5, "how long longrun runs, at most 600")
	flags.IntVar(&c.pause, "pause", 0, "ms between two calls of a longrun goroutine")
	flags.StringVar(&c.tolerate, "tolerate", "none", "errors longrun forgives: none|conn|any")
	flags.BoolVar(&c.multi, "multi", false, "the server has SecondService too: run the case second")
	flags.BoolVar(&c.verbose, "v", false, "tell on stderr what the answers looked like")
	_ = flags.Parse(args)

	oneOf := func(value, allowed string) bool { return strings.Contains(" "+allowed+" ", " "+value+" ") }
	_, _, err := net.SplitHostPort(c.target) // Kitex would take anything else for a Unix socket
	if err != nil || c.count < 1 || c.concurrency < 1 || c.seconds < 1 || c.seconds > 600 ||
		c.timeoutMs < 0 || c.pause < 0 || c.conns < 1 || c.conns&(c.conns-1) != 0 ||
		!oneOf(c.transport, "framed unframed ttheader ttheader-framed mux") ||
		!oneOf(c.peer, "harrier kitex") || !oneOf(c.tolerate, "none conn any") {
		fmt.Fprintln(os.Stderr, "client: -target is not host:port, or another flag has a value it cannot have; see -h")
		return 2
	}
	return runCases(&c)
}

// hasHeader tells whether metainfo, timeouts and business statuses travel at all.
func (c *config) hasHeader() bool {
	return strings.HasPrefix(c.transport, "ttheader") || c.transport == "mux"
}

// options gives the Kitex options all clients of this run share; dials counts their connections.
func (c *config) options(dials *atomic.Int32) []client.Option {
	opts := []client.Option{
		client.WithHostPorts(c.target),
		client.WithClientBasicInfo(&rpcinfo.EndpointBasicInfo{ServiceName: "cli.demo"}),
		client.WithConnectTimeout(time.Second),
		client.WithDialer(countingDialer{netpoll.NewDialer(), dials}),
	}
	if c.timeoutMs > 0 {
		opts = append(opts, client.WithRPCTimeout(time.Duration(c.timeoutMs)*time.Millisecond))
	}
	if c.hasHeader() {
		// Kitex has the metainfo handler there by default, but not this one.
		opts = append(opts, client.WithMetaHandler(transmeta.ClientTTHeaderHandler))
	}
	if c.transport == "mux" {
		return append(opts, client.WithMuxConnection(c.conns))
	}
	// Transport bits are ORed onto the default, Framed; only PurePayload clears them.
	if c.transport == "unframed" || c.transport == "ttheader" {
		opts = append(opts, client.WithTransportProtocol(transport.PurePayload))
	}
	if c.hasHeader() {
		opts = append(opts, client.WithTransportProtocol(transport.TTHeader))
	}
	idle := max(64, c.concurrency)
	return append(opts, client.WithLongConnection(connpool.IdleConfig{
		MaxIdlePerAddress: idle, MaxIdleGlobal: 2 * idle, MaxIdleTimeout: time.Minute}))
}

// newEcho makes a client with connections of its own.
func (c *config) newEcho(dials *atomic.Int32, more ...client.Option) echoservice.Client {
	return echoservice.MustNewClient(c.dest, append(c.options(dials), more...)...)
}

// countingDialer lets a case prove how many connections were made.
type countingDialer struct {
	remote.Dialer
	dials *atomic.Int32
}

func (d countingDialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	d.dials.Add(1)
	return d.Dialer.DialTimeout(network, address, timeout)
}
