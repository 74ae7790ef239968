service First { void one() }
service Second extends First { void two(1: i32 a) }
service Third extends Second { void three() }
service Other extends First {}
