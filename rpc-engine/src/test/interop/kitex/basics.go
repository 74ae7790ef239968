package main

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bytedance/gopkg/cloud/metainfo"
	"github.com/cloudwego/kitex/client"
	"github.com/cloudwego/kitex/pkg/remote/codec"

	"harrier.test/kitexpeer/kitex_gen/echo"
	"harrier.test/kitexpeer/kitex_gen/echo/echoservice"
	"harrier.test/kitexpeer/kitex_gen/probe/secondservice"
)

// The cases in which the server answers as it should.

var background = context.Background()

// expectEcho sends a text and wants the answer to be exactly want.
func expectEcho(ctx context.Context, cli echoservice.Client, text, want string) error {
	got, err := cli.Echo(ctx, &echo.Msg{Msg: text})
	if err != nil {
		return err
	}
	if got == nil || got.Msg != want {
		return fmt.Errorf("want %.60q (%d bytes), got %.60v", want, len(want), got)
	}
	return nil
}

func echoCase(r *run) error { return expectEcho(background, r.cli, "hi", "hi") }

func utf8Case(r *run) error {
	text := "你好,世界 – 鹞 😀👩‍👩‍👧🏳️‍🌈 \u0000 end"
	return expectEcho(background, r.cli, text, text)
}

func bigCase(r *run) error {
	text := strings.Repeat("0123456789abcdef", 1<<16) // 1 MiB
	return expectEcho(background, r.cli, text, text)
}

func voidCase(r *run) error { return r.cli.Nothing(background) }

// onewayCase sends a visit, for which there is no answer, and waits until the server has counted it.
func onewayCase(r *run) error {
	before, err := r.cli.Visits(background)
	if err == nil {
		err = r.cli.Visit(background, &echo.Msg{Msg: "knock"})
	}
	for range 100 { // two seconds
		now, askErr := r.cli.Visits(background)
		if err != nil || askErr != nil {
			return fmt.Errorf("visit: %v, visits: %v", err, askErr)
		}
		if now > before {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return fmt.Errorf("visits stayed at %d", before)
}

// metadataCase sends one transient and one persistent value and wants a backward value.
func metadataCase(r *run) error {
	ctx := metainfo.WithValue(metainfo.WithBackwardValues(background), "TK", "tv")
	ctx = metainfo.WithPersistentValue(ctx, "PK", "pv")
	if err := expectEcho(ctx, r.cli, "hi", "hi|tv|pv"); err != nil {
		return err
	}
	r.note("all backward values: %v", metainfo.RecvAllBackwardValues(ctx))
	if bk, _ := metainfo.RecvBackwardValue(ctx, "bk"); bk != "bv" {
		return fmt.Errorf("backward value bk: want bv, got %q", bk)
	}
	return nil
}

// crcCase has each request carry the CRC-32C of its payload, and checks that of replies which carry one.
func crcCase(r *run) error {
	checked := codec.NewDefaultCodecWithConfig(codec.CodecConfig{CRC32Check: true})
	cli := r.newEcho(new(atomic.Int32), client.WithCodec(checked))
	for _, text := range []string{"hi", "", strings.Repeat("好", 100_000)} {
		ctx := metainfo.WithBackwardValues(background)
		if err := expectEcho(ctx, cli, text, text); err != nil {
			return err
		}
		sum, ok := metainfo.RecvBackwardValue(ctx, "crc32c")
		r.note("the reply of %d bytes carries crc32c: %v %s", len(text), ok, sum)
	}
	return nil
}

// secondCase calls the other service of a -multi server on the same port. Its echo needs the header:
// else nothing says which service is meant, and the fallback EchoService answers.
func secondCase(r *run) error {
	cli := secondservice.MustNewClient(r.dest, r.options(new(atomic.Int32))...)
	got, err := cli.Hello(background, &echo.Msg{Msg: "you"})
	if want := "hello you"; err != nil || got.GetMsg() != want {
		return fmt.Errorf("want %q, got %v, %v", want, got, err)
	}
	got, err = cli.Echo(background, &echo.Msg{Msg: "you"})
	want := map[bool]string{true: "second you", false: "you"}[r.hasHeader()]
	if err != nil || got.GetMsg() != want {
		return fmt.Errorf("want %q, got %v, %v", want, got, err)
	}
	return nil
}
