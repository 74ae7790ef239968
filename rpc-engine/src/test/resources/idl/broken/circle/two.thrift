// A comment.
include "one.thrift"
