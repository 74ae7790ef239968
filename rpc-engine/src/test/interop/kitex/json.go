package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"os"
	"reflect"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cloudwego/kitex/client/genericclient"
	"github.com/cloudwego/kitex/pkg/generic"
	"github.com/cloudwego/kitex/pkg/rpcinfo"
	"github.com/cloudwego/kitex/pkg/transmeta"
	"github.com/cloudwego/kitex/server"
	"github.com/cloudwego/kitex/server/genericserver"
)

// jsonGeneric makes Kitex's own JSON calls of json.thrift, with nothing changed of what is on by default.
func jsonGeneric(idl string) (generic.Generic, error) {
	provider, err := generic.NewThriftFileProvider(idl)
	if err != nil {
		return nil, err
	}
	return generic.JSONThriftGeneric(provider)
}

// runJsonServer serves JsonEcho in JSON until stdin ends or a signal comes, and returns the exit code.
func runJsonServer(args []string) int {
	flags := flag.NewFlagSet("json-server", flag.ExitOnError)
	idl := flags.String("idl", "", "path of json.thrift")
	_ = flags.Parse(args)

	g, err := jsonGeneric(*idl)
	if err != nil {
		fmt.Fprintln(os.Stderr, "idl:", err)
		return 1
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, "listen:", err)
		return 1
	}
	server.RegisterStartHook(func() { fmt.Println("listening", listener.Addr()) })
	svr := genericserver.NewServer(&jsonHandler{}, g,
		server.WithListener(listener),
		server.WithServerBasicInfo(&rpcinfo.EndpointBasicInfo{ServiceName: "svr.json"}),
		server.WithMetaHandler(transmeta.ServerTTHeaderHandler),
		server.WithExitWaitTime(2*time.Second),
		server.WithExitSignal(stopSignal),
	)
	if err = svr.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		return 1
	}
	fmt.Println("stopped")
	return 0
}

// jsonHandler does what json.thrift says of each method.
type jsonHandler struct{}

func (*jsonHandler) GenericCall(_ context.Context, method string, request interface{}) (interface{}, error) {
	text := request.(string)
	switch method {
	case "echo":
		return text, nil
	case "seen":
		quoted, err := json.Marshal(text)
		return string(quoted), err
	default:
		return nil, fmt.Errorf("no method %s in JSON", method)
	}
}

// jsonFull has a value of every kind, and is what both ends write it like.
const jsonFull = `{"yes":true,"tiny":-128,"small":-7,"number":2147483647,"large":9007199254740993,"ratio":-0.5,
	"text":"\"鹞\" \\ \n 😀","data":"AP/+","color":5,"inner":{"text":"in","number":0},"numbers":[1,-1,0],
	"inners":[{"text":"a"},{"text":"","number":-3}],"counts":{"":0,"k":-9007199254740993},
	"byNumber":{"-1":{"text":"minus"},"7":{"text":"x"}},"words":["a","鹞"],"maybe":0,"nested":[["a","b"],[],["c"]],
	"colors":[1,0,5],"ratios":{"12":[1.5,2.5]}}`

type jsonCase struct {
	name string
	body func(genericclient.Client) error
}

var jsonCases = []jsonCase{
	{"full", func(cli genericclient.Client) error { return jsonEcho(cli, "echo", jsonFull) }},
	{"seen", func(cli genericclient.Client) error { return jsonEcho(cli, "seen", jsonFull) }},
	{"empty", func(cli genericclient.Client) error { return jsonEcho(cli, "echo", `{"inner":{}}`) }},
	{"unknown-field", jsonUnknownCase},
	{"refuse", jsonRefuseCase},
}

// runJsonClient runs all cases against a server of JsonEcho and returns the exit code.
func runJsonClient(args []string) int {
	c := config{conns: 2, concurrency: 1, dest: "svr.json"}
	flags := flag.NewFlagSet("json-client", flag.ExitOnError)
	flags.StringVar(&c.target, "target", "", "host:port of the server")
	flags.StringVar(&c.transport, "transport", "framed", "as of client")
	flags.IntVar(&c.timeoutMs, "timeout", 5000, "RPC timeout in ms")
	idl := flags.String("idl", "", "path of json.thrift")
	_ = flags.Parse(args)

	g, err := jsonGeneric(*idl)
	if err != nil {
		fmt.Fprintln(os.Stderr, "idl:", err)
		return 2
	}
	cli, err := genericclient.NewClient(c.dest, g, c.options(new(atomic.Int32))...)
	if err != nil {
		fmt.Fprintln(os.Stderr, "client:", err)
		return 2
	}
	failed := 0
	for _, t := range jsonCases {
		if err := t.body(cli); err != nil {
			failed++
			fmt.Printf("FAIL %s: %s\n", t.name, oneLine(err))
		} else {
			fmt.Printf("ok %s\n", t.name)
		}
	}
	fmt.Printf("passed=%d failed=%d\n", len(jsonCases)-failed, failed)
	return min(failed, 1)
}

// jsonEcho wants all of what it sent in what comes back; Kitex writes zeros for what is absent.
func jsonEcho(cli genericclient.Client, method, text string) error {
	got, err := cli.GenericCall(background, method, text)
	if err != nil {
		return err
	}
	reply := got.(string)
	if method == "seen" {
		if err := json.Unmarshal([]byte(reply), &reply); err != nil {
			// Kitex gives a method's string as it is, without quotes.
			reply = got.(string)
		}
	}
	sent, err := jsonTree(text)
	if err != nil {
		return err
	}
	back, err := jsonTree(reply)
	if err != nil {
		return fmt.Errorf("%w: %s", err, reply)
	}
	if !jsonHas(back, sent) {
		return fmt.Errorf("sent %s, got %s", text, reply)
	}
	return nil
}

func jsonUnknownCase(cli genericclient.Client) error {
	got, err := cli.GenericCall(background, "echo", `{"nobody":{"x":[1]},"text":"a"}`)
	if err != nil || !strings.Contains(got.(string), `"text":"a"`) {
		return fmt.Errorf("got %v, %v", got, err)
	}
	return nil
}

// jsonRefuseCase: Kitex hands a declared exception over as an error with its fields in JSON.
func jsonRefuseCase(cli genericclient.Client) error {
	got, err := cli.GenericCall(background, "refuse", `{"text":"no"}`)
	if err == nil || !strings.Contains(err.Error(), "no") || !strings.Contains(err.Error(), "7") {
		return fmt.Errorf("not the declared exception: %v, %v", got, err)
	}
	return nil
}

func jsonTree(text string) (tree interface{}, err error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	err = decoder.Decode(&tree)
	return tree, err
}

// jsonHas tells whether all members of some are in all, with the same values.
func jsonHas(all, some interface{}) bool {
	members, isObject := some.(map[string]interface{})
	if !isObject {
		return reflect.DeepEqual(all, some) || jsonList(all, some)
	}
	object, _ := all.(map[string]interface{})
	for name, value := range members {
		if _, present := object[name]; !present || !jsonHas(object[name], value) {
			return false
		}
	}
	return true
}

func jsonList(all, some interface{}) bool {
	elements, isList := some.([]interface{})
	list, _ := all.([]interface{})
	if !isList || len(list) != len(elements) {
		return false
	}
	for i := range elements {
		if !jsonHas(list[i], elements[i]) {
			return false
		}
	}
	return true
}
