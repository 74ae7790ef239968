struct A { 1: basics.Point p }
