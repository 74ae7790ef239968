package main

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bytedance/gopkg/cloud/metainfo"
	"github.com/cloudwego/kitex/pkg/kerrors"

	"harrier.test/kitexpeer/kitex_gen/echo/echoservice"
)

// The cases that make many calls.

// payload gives a text no other call has, of changing length.
func payload(i int) string {
	return fmt.Sprintf("call-%d-%s", i, strings.Repeat("x", i%997))
}

// sequentialCase makes -count calls one after the other and wants one connection for all of them.
func sequentialCase(r *run) error {
	one := *r.config
	one.conns = 1
	var dials atomic.Int32
	cli := one.newEcho(&dials)
	for i := range r.count {
		if err := expectEcho(background, cli, payload(i), payload(i)); err != nil {
			return fmt.Errorf("call %d of %d: %w", i+1, r.count, err)
		}
	}
	if n := dials.Load(); n != 1 {
		return fmt.Errorf("%d calls took %d connections", r.count, n)
	}
	return nil
}

// concurrentCase spreads -count calls over -concurrency goroutines; each call checks its own payload.
func concurrentCase(r *run) error {
	var dials, next, failures atomic.Int32
	var first atomic.Pointer[error]
	cli := r.newEcho(&dials)
	start := time.Now()
	inParallel(r.concurrency, func(int) {
		for i := int(next.Add(1)); i <= r.count; i = int(next.Add(1)) {
			if err := expectEcho(background, cli, payload(i), payload(i)); err != nil {
				failures.Add(1)
				first.CompareAndSwap(nil, &err)
			}
		}
	})
	fmt.Printf("calls=%d seconds=%.3f connections=%d\n", r.count, time.Since(start).Seconds(), dials.Load())
	if n := failures.Load(); n > 0 {
		return fmt.Errorf("%d of %d calls failed, the first: %w", n, r.count, *first.Load())
	}
	return nil
}

// inParallel runs the body in n goroutines and waits for them.
func inParallel(n int, body func(worker int)) {
	var workers sync.WaitGroup
	for w := range n {
		workers.Add(1)
		go func() {
			defer workers.Done()
			body(w)
		}()
	}
	workers.Wait()
}

// tally is what the goroutines of longrun have seen between them.
type tally struct {
	sync.Mutex
	ok, failed, resets, lost int
	forbidden                error          // the first error not tolerated
	texts                    map[string]int // how often each error came
}

// longrunCase calls for -seconds while someone restarts the server. It passes when every error was of
// a tolerated sort and the last call of every goroutine succeeded.
func longrunCase(r *run) error {
	var dials atomic.Int32
	cli := r.newEcho(&dials)
	sum := &tally{texts: map[string]int{}}
	end := time.Now().Add(time.Duration(r.seconds) * time.Second)
	inParallel(r.concurrency, func(w int) {
		var last error
		for i := w; time.Now().Before(end); i += r.concurrency {
			if last = r.longrunCall(cli, i, sum); last != nil {
				time.Sleep(20 * time.Millisecond) // do not spin while the server is away
			}
			time.Sleep(time.Duration(r.pause) * time.Millisecond)
		}
		if last != nil {
			sum.Lock()
			sum.lost++
			sum.Unlock()
		}
	})
	fmt.Printf("longrun ok=%d err=%d crrst=%d connections=%d\n", sum.ok, sum.failed, sum.resets, dials.Load())
	for text, n := range sum.texts {
		fmt.Printf("longrun error %d times: %s\n", n, text)
	}
	if sum.forbidden != nil {
		return fmt.Errorf("an error not tolerated: %w", sum.forbidden)
	}
	if sum.lost > 0 {
		return fmt.Errorf("the last call of %d goroutines failed", sum.lost)
	}
	return nil
}

// longrunCall makes one call and counts how it went, and whether its reply said "close this connection"
// (with a Kitex client the control key crrst shows up among the backward values).
func (r *run) longrunCall(cli echoservice.Client, i int, sum *tally) error {
	ctx := metainfo.WithBackwardValues(background)
	err := expectEcho(ctx, cli, payload(i), payload(i))
	sum.Lock()
	defer sum.Unlock()
	if _, ok := metainfo.RecvBackwardValue(ctx, "crrst"); ok {
		sum.resets++
	}
	if err == nil {
		sum.ok++
		return nil
	}
	sum.failed++
	sum.texts[oneLine(err)]++
	if (r.tolerate == "none" || r.tolerate == "conn" && !connectionError(err)) && sum.forbidden == nil {
		sum.forbidden = err
	}
	return err
}

// connectionError tells a lost or refused connection from an answer and from a timeout. Kitex has no
// one type for the former, so partly its words must do.
func connectionError(err error) bool {
	if _, answered := exceptionCode(err); answered || kerrors.IsTimeoutError(err) {
		return false
	}
	text := err.Error()
	for _, words := range []string{"EOF", "closed", "reset by peer", "broken pipe", "get connection error"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	return false
}
