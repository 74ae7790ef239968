include "shared/left.thrift"
include "shared/right.thrift"
struct Both { 1: left.Left left_, 2: right.Right right_ }
