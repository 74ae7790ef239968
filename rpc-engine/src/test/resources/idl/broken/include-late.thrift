struct A {}
include "shared/basics.thrift"
