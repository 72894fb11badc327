package org.backupmanager.engine.internal.home;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.FreezeContext.Aid;

/**
 * All settings of a device: where each stands in {@code config.ini}, what it may be, and what it is where nobody set
 * it.
 */
public enum Setting {
    BACKUP_ACCELERATOR("BackupAccelerator", List.of("Auto", "Off"), "Auto"),
    CABINET_SIZE("CabinetSize", 16, 64, "16"),
    CHANGE_JOURNAL("ChangeJournal", List.of("Auto", "Off"), "Auto"),
    CLEAN_UP_WASTE("CleanUpWaste", 1, 100, "50"),
    COMPRESSION_LEVEL("CompressionLevel", 0, 19, "0"),
    /** Older installations call it by the name that comes second. */
    CONNECTIONS("Connections", List.of("SynchronizationThreadCount"), 1, 10, "2"),
    FULL_SCAN_DAYS("FullScanDays", 0, 365, "7"),
    /** By it scripts of the Recovery Console name the device; nothing listens there. 0 for none. */
    HTTP_SERVER_PORT("HttpServerPort", 0, 65_535, "0"),
    LANGUAGE("Language", List.of("en", "de", "es", "fr", "nl", "pt", "ru"), "en"),
    LOG_LEVEL("LogLevel", "Logging", "LoggingLevel", List.of("Error", "Warning", "Log", "Debug"), "Warning"),
    MAIL_ADDRESS("MailAddress", "(ADDRESS( *[,;] *ADDRESS)*)?", ""),
    MAIL_AFTER_SESSION("MailAfterSession", List.of("Never", "OnFailure", "Always"), "OnFailure"),
    MAIL_PORT("MailPort", 1, 65_535, "587"),
    MAIL_SECURITY("MailSecurity", List.of("STARTTLS", "TLS", "None"), "STARTTLS"),
    /** 0 daily, 1 on Wednesday and Saturday, 2 on Saturday, 3 never. */
    MAIL_SEND_PERIODICITY("MailSendPeriodicity", 0, 3, "0"),
    MAIL_SENDER("MailSender", "(ADDRESS)?", ""),
    MAIL_SERVER("MailServer", "[A-Za-z0-9._:-]*", ""),
    MAIL_USER("MailUser", "\\P{Cntrl}*", ""),
    /** 0 for none. */
    METRICS_PORT("MetricsPort", 0, 65_535, "0"),
    /** Of threads of backups; the words are those of {@code Niceness.Level}. */
    NICENESS("Niceness", List.of("Normal", "Low", "Idle"), "Normal"),
    PARITY("Parity", List.of("20+2", "off"), "20+2"),
    QUARANTINE_DAYS("QuarantineDays", 0, 365, "7"),
    READERS("Readers", 1, 8, "2"),
    /** 1 refuses backups: the device is there to restore from. */
    READ_ONLY_MODE("ReadOnlyMode", 0, 1, "0"),
    /** 0 for as many as fit the computer. */
    RESTORE_THREADS("RestoreDownloadThreadCount", 0, 50, "0"),
    /** Nobody for whoever gets the other mails. */
    RESTORE_MAIL_ADDRESS("RestoreMailAddress", "(ADDRESS( *[,;] *ADDRESS)*)?", ""),
    RESTORE_MAIL_AFTER_SESSION("RestoreMailAfterSession", List.of("Never", "OnFailure", "Always"), "Always"),
    /** As that of the other mails. */
    RESTORE_MAIL_SEND_PERIODICITY("RestoreMailSendPeriodicity", 0, 3, "3"),
    SINGLE_LOG_SIZE("SingleLogMaxSizeInMb", "Logging", 1, 1000, "5"),
    SNAPSHOTS("Snapshots", List.of("Auto", "Off"), "Auto"),
    TOTAL_LOGS_SIZE("TotalLogsMaxSizeInMb", "Logging", 1, 100_000, "50"),
    UNDO_DAYS("UndoDays", 0, 365, "7"),
    UNDO_SPACE("UndoSpace", 1, 999_999, "10"),
    VERIFY_COMPRESSED("VerifyCompressed", 0, 1, "1");

    static final String OFF = "Off";
    /** The settings that allow data sources to use something. */
    static final Map<Aid, Setting> AIDS = Map.of(Aid.SNAPSHOTS, SNAPSHOTS, Aid.ACCELERATOR, BACKUP_ACCELERATOR,
            Aid.CHANGE_JOURNAL, CHANGE_JOURNAL);

    private static final String GENERAL = "General";
    /** Characters of a text. */
    private static final int LONGEST = 1000;

    private final String word;
    private final String section;
    private final List<String> keys;
    private final List<String> choices;
    private final Optional<Pattern> pattern;
    private final int least;
    private final int most;
    private final String initial;

    Setting(String word, int least, int most, String initial) {
        this(word, List.of(), least, most, initial);
    }

    Setting(String word, List<String> otherNames, int least, int most, String initial) {
        this(word, GENERAL, otherNames, least, most, initial);
    }

    Setting(String word, String section, int least, int most, String initial) {
        this(word, section, List.of(), least, most, initial);
    }

    Setting(String word, String section, List<String> otherNames, int least, int most, String initial) {
        this.word = word;
        this.section = section;
        this.keys = new ArrayList<>(List.of(word));
        this.keys.addAll(otherNames);
        this.choices = List.of();
        this.pattern = Optional.empty();
        this.least = least;
        this.most = most;
        this.initial = initial;
    }

    Setting(String word, List<String> choices, String initial) {
        this(word, GENERAL, word, choices, initial);
    }

    Setting(String word, String section, String key, List<String> choices, String initial) {
        this.word = word;
        this.section = section;
        this.keys = List.of(key);
        this.choices = choices;
        this.pattern = Optional.empty();
        this.least = 0;
        this.most = 0;
        this.initial = initial;
    }

    /** A text; ADDRESS in the pattern stands for a mail address. */
    Setting(String word, String pattern, String initial) {
        this.word = word;
        this.section = GENERAL;
        this.keys = List.of(word);
        this.choices = List.of();
        this.pattern = Optional.of(Pattern.compile(pattern.replace("ADDRESS", "[^\\s@,;<>\"]+@[^\\s@,;<>\"]+")));
        this.least = 0;
        this.most = 0;
        this.initial = initial;
    }

    /** The setting that allows an aid. */
    public static Setting of(Aid aid) {
        return AIDS.get(aid);
    }

    /** Its name for a person and on the command line. */
    public String word() {
        return word;
    }

    /** What it does, in one sentence. */
    String explanation() {
        return Messages.text("setting." + word);
    }

    /** Whether a setting stands under that key of a section. */
    static boolean isKey(String section, String key) {
        return Arrays.stream(values()).anyMatch(setting -> setting.section.equalsIgnoreCase(section)
                && setting.keys.stream().anyMatch(key::equalsIgnoreCase));
    }

    /** The setting of that name, upper and lower case alike. */
    static Optional<Setting> of(String name) {
        return Arrays.stream(values()).filter(setting -> setting.word.equalsIgnoreCase(name)
                || setting.keys.stream().anyMatch(name::equalsIgnoreCase)).findFirst();
    }

    /** Its value in that file, or its default. */
    String in(ConfigFile config) throws BackupException {
        for (String key : keys) {
            Optional<String> value = config.get(section, key);
            if (value.isPresent()) {
                return check(value.get());
            }
        }
        return initial;
    }

    /** Its value in that file as a number. */
    public int number(ConfigFile config) throws BackupException {
        return Integer.parseInt(in(config));
    }

    /** Sets it in that file, under the name by which it stands there. */
    void set(ConfigFile config, String value) throws BackupException {
        String checked = check(value);
        String key = keys.stream().filter(candidate -> config.get(section, candidate).isPresent()).findFirst()
                .orElse(keys.getFirst());
        config.set(section, key, checked);
    }

    /** The value as it is kept, if it fits. */
    private String check(String value) throws BackupException {
        String given = value.strip();
        if (pattern.isPresent()) {
            return checkText(given);
        }
        if (choices.isEmpty()) {
            return checkNumber(given);
        }
        return choices.stream().filter(given::equalsIgnoreCase).findFirst().orElseThrow(() ->
                new BackupException(Code.BAD_ARGUMENT, value,
                        Messages.text("setting.choice", word, String.join(", ", choices))));
    }

    private String checkText(String given) throws BackupException {
        if (given.length() <= LONGEST && pattern.orElseThrow().matcher(given).matches()) {
            return given;
        }
        throw new BackupException(Code.BAD_ARGUMENT, given, Messages.text("setting.text." + word));
    }

    private String checkNumber(String given) throws BackupException {
        if (given.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(given);
            if (number >= least && number <= most) {
                return Integer.toString(number);
            }
        }
        throw new BackupException(Code.BAD_ARGUMENT, given, Messages.text("setting.number", word, least, most));
    }

    /** What runs obey. */
    static EngineSettings engine(ConfigFile config) throws BackupException {
        return new EngineSettings(CONNECTIONS.number(config), COMPRESSION_LEVEL.number(config),
                CABINET_SIZE.number(config) << 20, VERIFY_COMPRESSED.number(config) == 1, READERS.number(config));
    }
}
