package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"

	"harrier.test/kitexpeer/kitex_gen/echo/echoservice"
)

// run is one case at work: the flags, and the client most cases share.
type run struct {
	*config
	name string
	cli  echoservice.Client
}

// testCase is one named check. Of "all", those are left out which need a header the transport lacks
// or which run only when asked for by name.
type testCase struct {
	name         string
	header, asks bool
	body         func(*run) error
}

var testCases = []testCase{
	{name: "echo", body: echoCase},
	{name: "utf8", body: utf8Case},
	{name: "big", body: bigCase},
	{name: "boom", body: boomCase},
	{name: "biz", body: bizCase},
	{name: "refuse", body: refuseCase},
	{name: "unknown", body: unknownCase},
	{name: "oneway", body: onewayCase},
	{name: "void", body: voidCase},
	{name: "metadata", header: true, body: metadataCase},
	{name: "timeout", body: timeoutCase},
	{name: "crc32c", header: true, body: crcCase},
	{name: "sequential", body: sequentialCase},
	{name: "concurrent", body: concurrentCase},
	{name: "second", asks: true, body: secondCase},
	{name: "longrun", asks: true, body: longrunCase},
}

// runCases runs what -case chose, one line each, and returns the exit code.
func runCases(c *config) int {
	wanted := strings.Split(c.cases, ",")
	if c.multi {
		wanted = append(wanted, "second")
	}
	shared := c.newEcho(new(atomic.Int32))
	passed, failed := 0, 0
	result := func(name string, err error) {
		if err != nil {
			failed++
			fmt.Printf("FAIL %s: %s\n", name, oneLine(err))
		} else {
			passed++
			fmt.Printf("ok %s\n", name)
		}
	}
	for _, t := range testCases {
		named := slices.Contains(wanted, t.name)
		if named && t.header && !c.hasHeader() {
			result(t.name, errors.New("the transport carries no header"))
		} else if named || slices.Contains(wanted, "all") && !t.asks && (!t.header || c.hasHeader()) {
			result(t.name, t.body(&run{config: c, name: t.name, cli: shared}))
		}
	}
	for _, name := range wanted {
		if name != "all" && !slices.ContainsFunc(testCases, func(t testCase) bool { return t.name == name }) {
			result(name, errors.New("no such case"))
		}
	}
	fmt.Printf("passed=%d failed=%d\n", passed, failed)
	return min(failed, 1)
}

// oneLine makes an error fit for a result line.
func oneLine(err error) string {
	return fmt.Sprintf("%.400s", strings.Join(strings.Fields(err.Error()), " "))
}

// note tells on stderr, with -v, what Kitex made of an answer.
func (r *run) note(format string, args ...any) {
	if r.verbose {
		fmt.Fprintf(os.Stderr, "note "+r.name+": "+format+"\n", args...)
	}
}
