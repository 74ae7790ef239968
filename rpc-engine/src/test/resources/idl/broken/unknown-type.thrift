struct User { 1: i64 id }
service Users {
  Usr find(1: i64 id)
}
