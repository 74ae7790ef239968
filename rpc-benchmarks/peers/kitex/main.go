// Command kitex-echo is stock Kitex as a contestant of Harrier's benchmarks, both ends of it. It
// speaks as the contestants' JVMs do: a line when it is ready, and one for each that it is told.
//
//	kitex-echo server framed|ttheader|mux         says its port
//	kitex-echo client framed|ttheader|mux PORT    says "ready"; obeys "allocated" and orders of load
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"

	"github.com/cloudwego/kitex/pkg/klog"
)

func main() {
	klog.SetOutput(os.Stderr)
	klog.SetLevel(klog.LevelError)
	switch {
	case len(os.Args) == 3 && os.Args[1] == "server":
		say(serve(os.Args[2]))
		obey(func(string) string { return "failed: a server only serves" })
	case len(os.Args) == 4 && os.Args[1] == "client":
		cli := connect(os.Args[2], os.Args[3])
		if err := call(cli, text(1024)); err != nil {
			say("failed: " + err.Error())
			os.Exit(1)
		}
		say("ready")
		obey(func(line string) string { return load(cli, line) })
	default:
		fmt.Fprintln(os.Stderr, "usage: kitex-echo server MODE | client MODE PORT")
		os.Exit(2)
	}
}

// obey answers lines until there are no more.
func obey(answer func(line string) string) {
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		if in.Text() == "allocated" {
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			say(fmt.Sprint(stats.TotalAlloc))
		} else {
			say(answer(in.Text()))
		}
	}
}

func say(line string) {
	fmt.Println("> " + line)
}
