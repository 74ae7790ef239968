/**
 * A shop, as large as real files are.
 */
namespace java demo.shop
namespace go demo.shop
namespace py demo_shop

include "shared/basics.thrift"
include "shared/errors.thrift"

typedef i64 ProductId
typedef i64 CustomerId
typedef string Currency

const i32 MAX_ITEMS = 100
const Currency HOME_CURRENCY = "EUR"
const map<string, double> RATES = {
    "USD": 1.08,
    "GBP": 0.85,
    "CHF": 0.96,
}

enum OrderState {
    /** Nobody has paid yet. */
    OPEN = 0,
    PAID = 1,
    SENT = 2,
    DELIVERED = 3,
    RETURNED = 10 (final_ = "true"),
}

struct Money {
    1: required i64 cents,
    2: optional Currency currency = HOME_CURRENCY,
}

struct Product {
    1: required ProductId id,
    2: required string name (max = "200"),
    3: string description = "",
    4: required Money price,
    5: set<string> labels = [],
    6: map<string, string> attributes = {},
    7: optional binary picture,
    8: bool available = true,
    9: list<Product> variants,
}

struct Item {
    1: required ProductId product,
    2: i32 count = 1,
    3: optional Money discount,
}

struct Address {
    1: string street,
    2: string city,
    3: string zip (pattern = "[0-9]{5}"),
    4: optional basics.Point location,
}

union Payment {
    1: string card,
    2: string invoice,
    3: i64 voucher,
}

struct Order {
    1: required i64 id,
    2: required CustomerId customer,
    3: list<Item> items,
    4: OrderState state = OrderState.OPEN,
    5: optional Address address,
    6: optional Payment payment,
    7: map<ProductId, Money> totals,
}

exception OutOfStock {
    1: required ProductId product,
    2: i32 left_ = 0,
}

exception Refused {
    1: string reason,
    2: optional errors.Failure cause_,
}

service Catalog extends basics.Base {
    /** One product. */
    Product product(1: ProductId id) throws (1: errors.Failure failure),
    list<Product> search(1: string words, 2: i32 limit = MAX_ITEMS, 3: set<string> labels),
    map<ProductId, Product> many(1: set<ProductId> ids),
}

service Orders extends Catalog {
    Order place(1: Order order, 2: bool dry = false)
        throws (1: OutOfStock outOfStock, 2: Refused refused) (idempotent = "false"),
    Order order(1: i64 id),
    list<Order> orders(1: CustomerId customer, 2: OrderState state),
    Money total(1: list<Item> items),
    oneway void watch(1: i64 id),
    void cancel(1: i64 id) throws (1: Refused refused),
} (owner = "shop")
