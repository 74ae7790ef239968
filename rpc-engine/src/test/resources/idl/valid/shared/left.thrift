include "basics.thrift"
struct Left { 1: basics.Point point }
