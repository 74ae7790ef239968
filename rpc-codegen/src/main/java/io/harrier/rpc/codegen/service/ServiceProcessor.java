package io.harrier.rpc.codegen.service;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/**
 * Writes {@code X$$GeneratedService} for each service interface {@code X}: those of classes and
 * methods with {@code @RpcService}, those at {@code @RpcClient}, and those that
 * {@code @ImportRpcClients} names. Of an interface from another jar it is written where it is used,
 * unless it came with the jar.
 *
 * <p>Where it cannot be written, reflection does the same, and a note says why.
 */
public final class ServiceProcessor extends AbstractProcessor {
    private final Set<String> written = new HashSet<>();
    private final Set<Element> sources = new HashSet<>();

    /** Outermost types in which something is used that another processor may be about to write. */
    private final Set<String> later = new LinkedHashSet<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Use.ANNOTATIONS;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        sources.addAll(round.getRootElements());
        Set<Element> elements = new LinkedHashSet<>();
        later.forEach(
                name -> collect(processingEnv.getElementUtils().getTypeElement(name), elements));
        later.clear();
        for (TypeElement annotation : annotations) {
            elements.addAll(round.getElementsAnnotatedWith(annotation));
        }
        if (!round.processingOver()) {
            elements.forEach(element -> Use.of(element).forEach(this::write));
        }
        return false;
    }

    private static void collect(Element element, Set<Element> found) {
        found.add(element);
        element.getEnclosedElements().forEach(each -> collect(each, found));
        if (element instanceof ExecutableElement method) {
            found.addAll(method.getParameters());
        }
    }

    private void write(Use use) {
        Set<TypeElement> types = use.interfaces();
        if (use.isIncomplete()) {
            postpone(use.element());
        } else {
            types.forEach(type -> write(type, use.element()));
        }
    }

    private void postpone(Element place) {
        later.add(ServiceModel.outermost(place).toString());
    }

    private void write(TypeElement type, Element place) {
        ServiceModel model = new ServiceModel(processingEnv, type);
        if (model.isIncomplete()) {
            postpone(place);
            return;
        }
        if (!written.add(model.generatedName()) || !isOurs(type, place, model)) {
            return;
        }
        String problem = model.problem();
        if (problem != null) {
            tell(Diagnostic.Kind.NOTE, type + " is called by reflection: " + problem, place);
            return;
        }
        try (Writer file =
                processingEnv
                        .getFiler()
                        .createSourceFile(model.generatedName(), type, place)
                        .openWriter()) {
            file.write(
                    new ServiceWriter(model, processingEnv.getElementUtils().getModuleOf(place))
                            .write());
        } catch (IOException e) {
            tell(Diagnostic.Kind.ERROR, "cannot write the stub: " + e.getMessage(), place);
        }
    }

    /** Another module's package cannot get a class from this one. */
    private boolean isOurs(TypeElement type, Element place, ServiceModel model) {
        Elements elements = processingEnv.getElementUtils();
        if (sources.contains(ServiceModel.outermost(type))) {
            return true;
        }
        ModuleElement home = elements.getModuleOf(type);
        if (home != null && !home.isUnnamed() && !home.equals(elements.getModuleOf(place))) {
            tell(
                    Diagnostic.Kind.NOTE,
                    type + " is called by reflection: it is of module " + home,
                    place);
            return false;
        }
        return elements.getTypeElement(model.generatedName()) == null;
    }

    private void tell(Diagnostic.Kind kind, String text, Element place) {
        processingEnv.getMessager().printMessage(kind, text, place);
    }
}
