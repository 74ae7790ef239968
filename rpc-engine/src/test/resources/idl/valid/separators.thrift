struct Mixed {
  1: i32 a,
  2: i32 b;
  3: i32 c
  4: i32 d
  ,
}
enum Letters { A, B; C D }
service Calls {
  void a(1: i32 x, 2: i32 y; 3: i32 z 4: i32 w),
  void b();
  void c()
}
typedef i32 One,
typedef i32 Two;
const i32 THREE = 3,
const i32 FOUR = 4;
