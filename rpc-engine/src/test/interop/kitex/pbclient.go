package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bytedance/gopkg/cloud/metainfo"
	"github.com/cloudwego/kitex/client/callopt"
	"github.com/cloudwego/kitex/pkg/kerrors"

	"harrier.test/kitexpeer/kitex_gen/pbecho"
	pbservice "harrier.test/kitexpeer/kitex_gen/pbecho/pbecho"
	"harrier.test/kitexpeer/kitex_gen/pbprobe"
	pbprobeservice "harrier.test/kitexpeer/kitex_gen/pbprobe/pbecho"
)

// pbRun is the Protobuf client at work.
type pbRun struct {
	*config
	cli pbservice.Client
}

type pbCase struct {
	name   string
	header bool
	body   func(*pbRun) error
}

var pbCases = []pbCase{
	{name: "echo", body: func(r *pbRun) error { return r.expectEcho("hi", "hi") }},
	{name: "empty", body: func(r *pbRun) error { return r.expectEcho("", "") }},
	{name: "utf8", body: func(r *pbRun) error { return r.expectEcho("你好 – 鹞 😀", "你好 – 鹞 😀") }},
	{name: "big", body: pbBigCase},
	{name: "all", body: pbAllCase},
	{name: "boom", body: pbBoomCase},
	{name: "biz", header: true, body: pbBizCase},
	{name: "unknown", body: pbUnknownCase},
	{name: "metadata", header: true, body: pbMetadataCase},
	{name: "timeout", body: pbTimeoutCase},
	{name: "concurrent", body: pbConcurrentCase},
}

// runPbClient runs the chosen cases against a server of PbEcho and returns the exit code.
func runPbClient(args []string) int {
	c := config{conns: 2}
	flags := flag.NewFlagSet("pb-client", flag.ExitOnError)
	flags.StringVar(&c.target, "target", "", "host:port of the server")
	flags.StringVar(&c.transport, "transport", "framed", "framed|ttheader-framed")
	flags.StringVar(&c.dest, "dest", "svr.pbecho", "name of the called service")
	flags.StringVar(&c.cases, "case", "all-cases", "all-cases, or names with commas between")
	flags.IntVar(&c.count, "count", 200, "calls of the case concurrent")
	flags.IntVar(&c.concurrency, "concurrency", 16, "goroutines of the case concurrent")
	flags.IntVar(&c.timeoutMs, "timeout", 5000, "RPC timeout in ms")
	_ = flags.Parse(args)
	if _, _, err := net.SplitHostPort(c.target); err != nil || !slices.Contains([]string{"framed", "ttheader-framed"}, c.transport) {
		fmt.Fprintln(os.Stderr, "pb-client: -target is not host:port, or -transport not framed or ttheader-framed")
		return 2
	}
	return runPbCases(&pbRun{&c, pbservice.MustNewClient(c.dest, c.options(new(atomic.Int32))...)})
}

func runPbCases(r *pbRun) int {
	wanted := strings.Split(r.cases, ",")
	passed, failed := 0, 0
	for _, t := range pbCases {
		if !slices.Contains(wanted, t.name) && (r.cases != "all-cases" || t.header && !r.hasHeader()) {
			continue
		}
		if err := t.body(r); err != nil {
			failed++
			fmt.Printf("FAIL %s: %s\n", t.name, oneLine(err))
		} else {
			passed++
			fmt.Printf("ok %s\n", t.name)
		}
	}
	fmt.Printf("passed=%d failed=%d\n", passed, failed)
	if passed+failed == 0 {
		return 2
	}
	return min(failed, 1)
}

func (r *pbRun) expectEcho(text, want string) error {
	got, err := r.cli.Echo(background, &pbecho.Msg{Text: text})
	if err != nil || got == nil || got.Text != want {
		return fmt.Errorf("want %.60q (%d bytes), got %.60v, %v", want, len(want), got, err)
	}
	return nil
}

func pbBigCase(r *pbRun) error {
	text := strings.Repeat("0123456789abcdef", 1<<16) // 1 MiB
	return r.expectEcho(text, text)
}

// pbAllCase sends every kind of field, and messages of which nothing is set.
func pbAllCase(r *pbRun) error {
	maybe := int32(0)
	full := &pbecho.AllTypes{
		Yes: true, Number: -7, Large: 1 << 60, Ratio: -0.5, Text: "text", Data: []byte{0, 255},
		Color: pbecho.Color_DARK_BLUE, Message: &pbecho.Msg{Text: "inner"},
		Numbers: []int32{1, 300, -1, 0}, Texts: []string{"a", "", "中文"},
		Messages: []*pbecho.Msg{{Text: "one"}, {}, {Text: strings.Repeat("x", 200)}},
		Counts:   map[string]int64{"": 0, "k": -1, "z": 5},
		ByNumber: map[int32]*pbecho.Msg{0: {}, -1: {Text: "minus"}},
		Maybe:    &maybe, Colors: []pbecho.Color{pbecho.Color_RED, pbecho.Color_NONE},
		Ratios: []float64{0, 1.5}, Inner: &pbecho.AllTypes{Number: 1},
	}
	for _, sent := range []*pbecho.AllTypes{full, {}, {Inner: &pbecho.AllTypes{Inner: &pbecho.AllTypes{}}}} {
		got, err := r.cli.All(background, sent)
		if err != nil || !reflect.DeepEqual(got, sent) {
			return fmt.Errorf("sent %v, got %v, %v", sent, got, err)
		}
	}
	return nil
}

func pbBoomCase(r *pbRun) error {
	got, err := r.cli.Boom(background, &pbecho.Msg{Text: "hi"})
	code, ok := exceptionCode(err)
	if !ok || code != 6 || !strings.Contains(err.Error(), "boom") {
		return fmt.Errorf("not an exception of code 6 with boom: %v, %T %v", got, err, err)
	}
	return nil
}

func pbBizCase(r *pbRun) error {
	got, err := r.cli.Biz(background, &pbecho.Msg{Text: "hi"})
	var b kerrors.BizStatusErrorIface
	if !errors.As(err, &b) || b.BizStatusCode() != 4001 || b.BizMessage() != "no such user" || b.BizExtra()["k"] != "v" {
		return fmt.Errorf("not the business status: %v, %T %v", got, err, err)
	}
	return nil
}

func pbUnknownCase(r *pbRun) error {
	cli := pbprobeservice.MustNewClient(r.dest, r.options(new(atomic.Int32))...)
	got, err := cli.Nosuch(background, &pbprobe.Msg{Text: "hi"})
	if code, ok := exceptionCode(err); !ok || code != 1 && code != 20 {
		return fmt.Errorf("want an exception of code 1 or 20: %v, %T %v", got, err, err)
	}
	return nil
}

func pbMetadataCase(r *pbRun) error {
	ctx := metainfo.WithValue(metainfo.WithBackwardValues(background), "TK", "tv")
	ctx = metainfo.WithPersistentValue(ctx, "PK", "pv")
	got, err := r.cli.Echo(ctx, &pbecho.Msg{Text: "hi"})
	bk, _ := metainfo.RecvBackwardValue(ctx, "bk")
	if err != nil || got.GetText() != "hi|tv|pv" || bk != "bv" {
		return fmt.Errorf("want hi|tv|pv and bv, got %v, %q, %v", got, bk, err)
	}
	return nil
}

func pbTimeoutCase(r *pbRun) error {
	start := time.Now()
	_, err := r.cli.Slow(background, &pbecho.Msg{Text: "2000"}, callopt.WithRPCTimeout(200*time.Millisecond))
	took := time.Since(start)
	if err == nil || !kerrors.IsTimeoutError(err) || took > time.Second {
		return fmt.Errorf("not a timeout, or not in time, but after %v: %v", took, err)
	}
	return nil
}

// pbConcurrentCase makes -count calls over -concurrency goroutines, each of which checks its own answers.
func pbConcurrentCase(r *pbRun) error {
	var group sync.WaitGroup
	var next atomic.Int64
	var failure atomic.Value
	for range r.concurrency {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := next.Add(1); i <= int64(r.count); i = next.Add(1) {
				text := fmt.Sprint("call ", i)
				if err := r.expectEcho(text, text); err != nil {
					failure.Store(err)
				}
			}
		}()
	}
	group.Wait()
	if err, ok := failure.Load().(error); ok {
		return err
	}
	return nil
}

