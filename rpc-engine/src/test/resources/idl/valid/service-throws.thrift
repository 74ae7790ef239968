exception A { 1: string m }
exception B { 1: string m }
typedef A Alias
service S {
  void one() throws (1: A a)
  i32 two() throws (1: A a, 2: B b)
  i32 gap() throws (3: A a; 7: B b)
  void none() throws ()
  void aliased() throws (1: Alias a)
}
