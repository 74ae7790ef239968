namespace * demo.all
namespace java demo.java
namespace py demo.python
namespace cpp demo_cpp
namespace go demo.go
namespace java.swift demo.swift
namespace rb Demo

struct Here { 1: i32 a }
