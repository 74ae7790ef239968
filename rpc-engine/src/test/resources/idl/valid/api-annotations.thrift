namespace go api
struct Request {
  1: required i64 id (api.path = "id", api.vd = "$>0")
  2: optional string trace (api.header = "X-Trace", api.query = "trace")
  3: string body (api.body = "body")
}
struct Reply { 1: i32 status (api.http_code = ""), 2: string text (api.body = "text") }
service Api {
  Reply get(1: Request request) (api.get = "/v1/things/:id", api.category = "things")
  Reply put(1: Request request) (api.put = "/v1/things/:id", api.timeout = "100")
} (api.base_domain = "example.org")
