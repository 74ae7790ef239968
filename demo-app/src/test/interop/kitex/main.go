// kitex-users calls the demo's user directory and its orders with stock Kitex clients and prints a line for each call:
//
//	kitex-users HOST:PORT framed|ttheader-framed
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/cloudwego/kitex/client"
	"github.com/cloudwego/kitex/pkg/rpcinfo"
	"github.com/cloudwego/kitex/pkg/transmeta"
	"github.com/cloudwego/kitex/transport"

	"harrier.test/kitexusers/kitex_gen/users"
	client_ "harrier.test/kitexusers/kitex_gen/users/users"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: kitex-users HOST:PORT framed|ttheader-framed")
		os.Exit(2)
	}
	options := []client.Option{
		client.WithHostPorts(os.Args[1]),
		client.WithClientBasicInfo(&rpcinfo.EndpointBasicInfo{ServiceName: "kitex-users"}),
		client.WithRPCTimeout(5 * time.Second),
	}
	switch os.Args[2] {
	case "framed":
	case "ttheader-framed":
		options = append(options,
			client.WithTransportProtocol(transport.TTHeaderFramed),
			client.WithMetaHandler(transmeta.ClientTTHeaderHandler))
	default:
		fmt.Fprintln(os.Stderr, "unknown transport", os.Args[2])
		os.Exit(2)
	}
	call(client_.MustNewClient("users", options...))
	callOrders(os.Args[2] != "framed", options...)
}

func call(directory client_.Client) {
	ctx := context.Background()
	user, err := directory.FindById(ctx, 7)
	if err != nil {
		fail("findById(7)", err)
	}
	fmt.Println("findById(7) ->", text(user))

	_, err = directory.FindById(ctx, 99)
	missing, ok := err.(*users.UserNotFound)
	if !ok {
		fail("findById(99)", err)
	}
	fmt.Println("findById(99) -> UserNotFound", missing.Id)

	found, err := directory.Search(ctx, "ra")
	if err != nil {
		fail("search", err)
	}
	for _, each := range found {
		fmt.Println("search(ra) ->", text(each))
	}

	created, err := directory.Create(ctx, "Kitex 好", "kitex@example.org")
	if err != nil {
		fail("create", err)
	}
	again, err := directory.FindById(ctx, created.Id)
	if err != nil || again.Name != created.Name {
		fail("findById of the created", err)
	}
	fmt.Println("create ->", created.Name, *created.Email)

	if err = directory.Touch(ctx, 7); err != nil {
		fail("touch", err)
	}
	fmt.Println("touch(7) -> sent")
}

func text(user *users.User) string {
	return fmt.Sprintf("%d %s %s", user.Id, user.Name, *user.Email)
}

func fail(call string, err error) {
	fmt.Fprintf(os.Stderr, "%s: %v\n", call, err)
	os.Exit(1)
}
