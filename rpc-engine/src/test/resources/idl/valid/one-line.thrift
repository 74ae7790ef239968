struct A{1:i32 a,2:i32 b;3:i32 c 4:i32 d}enum E{X,Y;Z}service S{void a(),i32 b();string c()}
