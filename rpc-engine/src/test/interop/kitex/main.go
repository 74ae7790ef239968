// Command kitex-peer is the stock Kitex end of Harrier RPC's interop tests: a server and a client
// of EchoService (Echo.thrift), and of PbEcho (PbEcho.proto), driven by flags and talking in plain
// lines on stdout.
package main

import (
	"fmt"
	"os"

	"github.com/cloudwego/kitex/pkg/klog"
)

func main() {
	klog.SetOutput(os.Stderr)
	if len(os.Args) > 1 && os.Args[1] == "server" {
		klog.SetLevel(klog.LevelWarn)
		os.Exit(runServer(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "client" {
		klog.SetLevel(klog.LevelError) // at warn, each refused connection says so six times
		os.Exit(runClient(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "pb-server" {
		klog.SetLevel(klog.LevelWarn)
		os.Exit(runPbServer(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "pb-client" {
		klog.SetLevel(klog.LevelError)
		os.Exit(runPbClient(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "json-server" {
		klog.SetLevel(klog.LevelWarn)
		os.Exit(runJsonServer(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "json-client" {
		klog.SetLevel(klog.LevelError)
		os.Exit(runJsonClient(os.Args[2:]))
	}
	fmt.Fprintln(os.Stderr, "usage: kitex-peer [pb-|json-]server|[pb-|json-]client [flags]   (-h after either lists its flags)")
	os.Exit(2)
}
