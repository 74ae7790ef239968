package main

import (
	"fmt"
	"slices"
	"sync"
	"time"

	service "harrier.test/kitexecho/kitex_gen/echo/echo"
)

// load keeps so many goroutines calling for so long, as "virtual 32 1024 1000 0" says, and gives
// calls, seconds, and the microseconds that 50, 99 and 99.9 % of the calls took at most.
func load(cli service.Client, order string) string {
	var mode string
	var callers, bytes, millis, rate int
	if n, err := fmt.Sscan(order, &mode, &callers, &bytes, &millis, &rate); n < 5 || mode != "virtual" {
		return fmt.Sprintf("failed: order: %q %v (expected: virtual CALLERS BYTES MILLIS 0)", order, err)
	}
	message := text(bytes)
	times := make([][]time.Duration, callers)
	errors := make([]error, callers)
	start := time.Now()
	end := start.Add(time.Duration(millis) * time.Millisecond)
	var all sync.WaitGroup
	for i := range callers {
		all.Add(1)
		go func() {
			defer all.Done()
			times[i], errors[i] = callUntil(end, cli, message)
		}()
	}
	all.Wait()
	seconds := time.Since(start).Seconds()
	for _, err := range errors {
		if err != nil {
			return "failed: " + err.Error()
		}
	}
	return report(slices.Concat(times...), seconds)
}

func callUntil(end time.Time, cli service.Client, message string) ([]time.Duration, error) {
	times := make([]time.Duration, 0, 1<<14)
	for now := time.Now(); now.Before(end); {
		if err := call(cli, message); err != nil {
			return nil, err
		}
		then := now
		now = time.Now()
		times = append(times, now.Sub(then))
	}
	return times, nil
}

func report(times []time.Duration, seconds float64) string {
	slices.Sort(times)
	at := func(part float64) float64 {
		return float64(times[int(part*float64(len(times)-1))]) / 1e3
	}
	return fmt.Sprintf("%d %f %f %f %f", len(times), seconds, at(0.5), at(0.99), at(0.999))
}
