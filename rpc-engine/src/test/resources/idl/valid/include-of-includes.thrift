include "shared/errors.thrift"
include "include-one.thrift"
struct Far { 1: errors.Failure failure }
