package io.harrier.rpc.schema.descriptor;

import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The comments of {@code .proto} files, where the descriptors still have them: those that protoc
 * wrote with {@code --include_source_info}, not those of generated classes. For any thread.
 */
final class DescriptorDocs {
    // Where things stand in a file, by the field numbers of descriptor.proto.
    private static final int FILE_MESSAGE = 4;
    private static final int FILE_ENUM = 5;
    private static final int FILE_SERVICE = 6;
    private static final int MESSAGE_FIELD = 2;
    private static final int MESSAGE_MESSAGE = 3;
    private static final int MESSAGE_ENUM = 4;
    private static final int ENUM_VALUE = 2;
    private static final int SERVICE_METHOD = 2;

    private final Map<FileDescriptor, Map<List<Integer>, String>> files = new ConcurrentHashMap<>();

    /** The comment before the thing, else the one behind it; empty if there is none. */
    String of(GenericDescriptor thing) {
        return files.computeIfAbsent(thing.getFile(), DescriptorDocs::read)
                .getOrDefault(path(thing), "");
    }

    private static Map<List<Integer>, String> read(FileDescriptor file) {
        Map<List<Integer>, String> comments = new HashMap<>();
        for (Location location : file.toProto().getSourceCodeInfo().getLocationList()) {
            String comment =
                    location.hasLeadingComments()
                            ? location.getLeadingComments()
                            : location.getTrailingComments();
            if (!comment.isBlank()) {
                comments.put(location.getPathList(), comment.stripIndent().strip());
            }
        }
        return comments;
    }

    private static List<Integer> path(GenericDescriptor thing) {
        List<Integer> path = new ArrayList<>();
        if (thing instanceof Descriptor message) {
            addMessage(message, path);
        } else if (thing instanceof FieldDescriptor field) {
            addMessage(field.getContainingType(), path);
            add(path, MESSAGE_FIELD, field.getIndex());
        } else if (thing instanceof EnumDescriptor type) {
            addEnum(type, path);
        } else if (thing instanceof EnumValueDescriptor value) {
            addEnum(value.getType(), path);
            add(path, ENUM_VALUE, value.getIndex());
        } else if (thing instanceof ServiceDescriptor service) {
            add(path, FILE_SERVICE, service.getIndex());
        } else if (thing instanceof MethodDescriptor method) {
            add(path, FILE_SERVICE, method.getService().getIndex());
            add(path, SERVICE_METHOD, method.getIndex());
        }
        return path;
    }

    private static void addMessage(Descriptor message, List<Integer> path) {
        Descriptor outer = message.getContainingType();
        if (outer != null) {
            addMessage(outer, path);
        }
        add(path, outer == null ? FILE_MESSAGE : MESSAGE_MESSAGE, message.getIndex());
    }

    private static void addEnum(EnumDescriptor type, List<Integer> path) {
        Descriptor outer = type.getContainingType();
        if (outer != null) {
            addMessage(outer, path);
        }
        add(path, outer == null ? FILE_ENUM : MESSAGE_ENUM, type.getIndex());
    }

    private static void add(List<Integer> path, int field, int index) {
        path.add(field);
        path.add(index);
    }
}
