package org.backupmanager.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class NoticeTest {

    private static final Pattern ARTIFACT = Pattern.compile(
            "<groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId><version>([^<]+)</version>");
    private static final Pattern NOT_SHIPPED = Pattern.compile(
            "(?s)<location [^>]*label=\"(Tests|Compile time) only.*?</location>");
    private static final Pattern ANNOTATIONS = Pattern.compile("osgi\\.annotation|.*\\.annotations");

    private final Repository repository = new Repository();

    @Test
    void everyOutsidePartIsNamedWithItsVersionAndLicence() throws IOException {
        String notice = repository.text(Path.of("NOTICE"));
        String target = repository.text(Path.of("target-platform/backup-manager.target"));
        List<String> missing = ARTIFACT.matcher(NOT_SHIPPED.matcher(target).replaceAll("")).results()
                .filter(part -> !ANNOTATIONS.matcher(part.group(2)).matches())
                .map(part -> part.group(1) + ":" + part.group(2) + ":" + part.group(3) + " ")
                .filter(part -> !notice.contains(part))
                .toList();
        assertEquals(List.of(), missing, "say in NOTICE what is shipped, and its licence");
    }
}
