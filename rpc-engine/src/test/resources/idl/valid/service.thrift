struct User { 1: i64 id, 2: string name }
exception NotFound { 1: i64 id }
exception Denied { 1: string why }
service Users {
  User find(1: i64 id) throws (1: NotFound notFound, 2: Denied denied)
  void save(1: User user)
  list<User> all()
  map<i64, User> byId(1: set<i64> ids)
  bool exists(1: i64 id)
  oneway void forget(1: i64 id)
  async void touch(1: i64 id)
}
