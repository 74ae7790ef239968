include "two.thrift"
