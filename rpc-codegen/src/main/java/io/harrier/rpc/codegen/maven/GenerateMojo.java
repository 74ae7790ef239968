package io.harrier.rpc.codegen.maven;

import io.harrier.rpc.codegen.generate.IdlFiles;
import io.harrier.rpc.codegen.generate.OutputFolder;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.idl.IdlException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Makes Java of Thrift's IDL: interfaces of its services, records of its structs, sealed interfaces
 * of its unions, exceptions, enums and constants. They are compiled with the main sources.
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractMojo {
    /** Files of IDL, and folders in which all .thrift files are meant. */
    @Parameter(defaultValue = "${project.basedir}/src/main/thrift")
    List<File> sources = List.of();

    /** Where included files are looked for, after the folder of the file that includes them. */
    @Parameter List<File> searchFolders = List.of();

    /**
     * Where the Java goes. Each execution needs its own: it deletes there what it no longer makes.
     */
    @Parameter(
            defaultValue = "${project.build.directory}/generated-sources/harrier",
            required = true)
    @Nullable File outputDirectory;

    /** The package for files that state no namespace java and none for all languages. */
    @Parameter(property = "harrier.generate.javaPackage")
    @Nullable String javaPackage;

    /** The encoding of the Java. */
    @Parameter(defaultValue = "${project.build.sourceEncoding}")
    @Nullable String encoding;

    @Parameter(property = "harrier.generate.skip", defaultValue = "false")
    boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @Nullable MavenProject project;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        try {
            generate(Objects.requireNonNull(outputDirectory).toPath());
        } catch (IdlException e) {
            throw new MojoFailureException(e.getMessage());
        } catch (SchemaException e) {
            throw new MojoFailureException(e.getMessage() + ". " + e.advice());
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private void generate(Path root) throws IOException {
        Map<String, String> files =
                new IdlFiles(paths(sources), paths(searchFolders), javaPackage).java();
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        int changes = new OutputFolder(root, charset).replace(files);
        getLog().info(
                        files.size()
                                + " Java files, "
                                + changes
                                + " of them new, changed or deleted");
        Objects.requireNonNull(project).addCompileSourceRoot(root.toString());
    }

    private static List<Path> paths(List<File> files) {
        List<Path> paths = new ArrayList<>();
        files.forEach(file -> paths.add(file.toPath()));
        return paths;
    }
}
