package org.backupmanager.model;

import java.util.Optional;

/** How a device seals its slices; chosen when the device is created. */
public enum CipherSuite {
    AES_128("AES-128"), AES_256("AES-256"), BLOWFISH_448("Blowfish-448");

    private final String word;

    CipherSuite(String word) {
        this.word = word;
    }

    /** As people write it, and as it is stored. */
    public String word() {
        return word;
    }

    /** The suite of that word, upper and lower case alike. */
    public static Optional<CipherSuite> of(String word) {
        for (CipherSuite suite : values()) {
            if (suite.word.equalsIgnoreCase(word)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
