include "circle/one.thrift"
