package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.serializer.Refusal.Weight;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Writes {@code X$$GeneratedSerializer} for each type {@code X} with {@code @Serializable}.
 *
 * <p>What cannot travel at all is an error at the place that is wrong. What can, but not by
 * generated code (a private field without a getter, a type in it without {@code @Serializable}), is
 * a note: it travels by reflection. Each file comes from one type, so incremental builds may take
 * the processor as isolating.
 */
public final class SerializableProcessor extends AbstractProcessor {
    /** Types whose fields are of types that another processor may be about to write. */
    private List<String> later = new ArrayList<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Annotations.SERIALIZABLE);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> types = new LinkedHashSet<>();
        later.forEach(name -> types.add(processingEnv.getElementUtils().getTypeElement(name)));
        later = new ArrayList<>();
        for (TypeElement annotation : annotations) {
            for (Element type : round.getElementsAnnotatedWith(annotation)) {
                types.add((TypeElement) type);
            }
        }
        if (!round.processingOver()) {
            Models models = new Models(processingEnv, round);
            types.forEach(type -> write(type, models));
        }
        return false;
    }

    private void write(TypeElement type, Models models) {
        try {
            StructModel model = models.complete(type);
            write(type, new SerializerWriter(processingEnv.getElementUtils(), model).write());
        } catch (Refusal refusal) {
            report(type, refusal);
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            "cannot write the serializer: " + e.getMessage(),
                            type);
        }
    }

    private void write(TypeElement type, String source) throws IOException {
        String name = new Access(processingEnv.getElementUtils(), type).serializerName(type);
        try (Writer file = processingEnv.getFiler().createSourceFile(name, type).openWriter()) {
            file.write(source);
        }
    }

    private void report(TypeElement type, Refusal refusal) {
        if (refusal.weight() == Weight.LATER) {
            later.add(type.getQualifiedName().toString());
            return;
        }
        boolean isError = refusal.weight() == Weight.ERROR;
        processingEnv
                .getMessager()
                .printMessage(
                        isError ? Diagnostic.Kind.ERROR : Diagnostic.Kind.NOTE,
                        isError
                                ? refusal.text()
                                : type.getQualifiedName()
                                        + " travels by reflection: "
                                        + refusal.text(),
                        refusal.place());
    }
}
