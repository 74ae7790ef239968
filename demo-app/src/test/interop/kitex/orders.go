package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cloudwego/kitex/client"
	"github.com/cloudwego/kitex/pkg/kerrors"

	"harrier.test/kitexusers/kitex_gen/orders"
	ordersclient "harrier.test/kitexusers/kitex_gen/orders/orders"
)

// callOrders calls the demo's plain Java service, through code generated from the IDL that the demo prints.
func callOrders(hasHeader bool, options ...client.Option) {
	cli := ordersclient.MustNewClient("orders", options...)
	ctx := context.Background()
	lines := []*orders.Line{{Product: "tea", Count: 2}, {Product: "cake", Count: 1}}

	placed, err := cli.Place(ctx, 5, lines, "好")
	if err != nil {
		fail("place", err)
	}
	fmt.Println("place ->", placed.Customer, placed.Lines[0].Product, placed.Lines[0].Count, placed.Status,
		placed.GetNote(), placed.Stock["tea"])

	found, err := cli.OfUser(ctx, 5)
	if err != nil || len(found) == 0 {
		fail("ofUser", err)
	}

	invoice, err := cli.Invoice(ctx, placed.Id)
	if err != nil || string(invoice) != fmt.Sprintf("Order %d of Grace", placed.Id) {
		fail("invoice "+string(invoice), err)
	}
	fmt.Println("invoice -> true")

	_, err = cli.Place(ctx, 5, []*orders.Line{{Product: "cake", Count: 99}}, "")
	refused, ok := err.(*orders.OutOfStock)
	if !ok {
		fail("place of 99 cakes", err)
	}
	fmt.Println("place of 99 cakes -> OutOfStock", refused.Product, refused.Left)

	_, err = cli.Find(ctx, 404)
	fmt.Println("find(404) ->", isBizError(err, hasHeader))

	if err = cli.Track(ctx, placed.Id, "paid"); err != nil {
		fail("track", err)
	}
	for i := 0; i < 1000; i++ {
		if now, err := cli.Find(ctx, placed.Id); err == nil && now.Status == orders.Status_PAID {
			fmt.Println("track -> PAID")
			return
		}
	}
	fail("track: never paid", nil)
}

// isBizError: without a header the status can only be told in the text of an exception.
func isBizError(err error, hasHeader bool) bool {
	var biz kerrors.BizStatusErrorIface
	if hasHeader {
		return errors.As(err, &biz) && biz.BizStatusCode() == 4404
	}
	return err != nil && strings.Contains(err.Error(), "4404")
}
