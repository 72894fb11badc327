package org.backupmanager.engine.internal.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.plan.RetentionPolicy;

/**
 * The text of {@code StatusReport.xml}: how the device and its data sources stand. Names, codes and units are those
 * that scripts of our users read; times are seconds since 1970, sizes bytes, durations seconds. What they mean is in
 * decision 32.
 *
 * @param device that it is about
 * @param machine that the device is on
 * @param now when it is written
 */
record StatusXml(Facts device, Machine machine, Instant now) {

    /**
     * What is known of a device.
     *
     * @param name of it
     * @param standings of its data sources
     * @param policies what is kept of a data source, by its id
     * @param usedStorage bytes of its cabinets
     * @param synchronisation of its storage, in the word or percentage that scripts read
     */
    record Facts(String name, List<Standing> standings, Function<String, RetentionPolicy> policies, long usedStorage,
            String synchronisation) {
    }

    String text() {
        ZoneId zone = machine.zone().get();
        var xml = new XmlText("Statistics")
                .add("TimeStamp", now.getEpochSecond())
                .add("PartnerName", "")
                .add("Account", device.name())
                .add("MachineName", machine.name())
                .add("ClientVersion", machine.version())
                .add("OsVersion", machine.system())
                .add("IpAddress", machine.address().get())
                .add("TimeZone", zone.getRules().getOffset(now).getTotalSeconds())
                .add("ProfileName", "")
                .add("ProfileId", 0)
                .add("ProfileVersion", 0)
                .add("RetentionUnits", "Sessions")
                .add("LocalSpeedVaultEnabled", 0)
                .add("LocalSpeedVaultSynchronizationStatus", "")
                .add("BackupServerSynchronizationStatus", device.synchronisation())
                .add("UsedStorage", device.usedStorage())
                .add("ActivePlugins", String.join(",", device.standings().stream().map(Standing::source).toList()));
        for (Standing standing : device.standings()) {
            plugin(xml, standing, zone);
        }
        total(xml, zone);
        return xml.done();
    }

    private void plugin(XmlText xml, Standing standing, ZoneId zone) {
        String plugin = "Plugin" + standing.source() + "-";
        sizes(xml, plugin, standing.last());
        Totals before = standing.beforeLast().map(SessionReport::totals).orElse(Totals.NONE);
        xml.add(plugin + "PreRecentSessionSelectedCount", before.selectedCount())
                .add(plugin + "PreRecentSessionSelectedSize", before.selectedSize())
                .add(plugin + "SessionDuration", standing.duration(now).toSeconds());
        session(xml, plugin + "LastSuccessfulSession", standing.lastSuccessful());
        session(xml, plugin + "LastCompletedSession", standing.lastCompleted());
        xml.add(plugin + "LastCompletedSessionSelectedSize", completedSize(standing));
        RetentionPolicy kept = device.policies().apply(standing.source());
        xml.add(plugin + "Retention", kept.last() + kept.days() + kept.weeks() + kept.months() + kept.years())
                .add(plugin + "ColorBar", standing.bar(now, zone));
    }

    private static void sizes(XmlText xml, String plugin, Optional<SessionReport> last) {
        session(xml, plugin + "LastSession", last);
        Totals totals = last.map(SessionReport::totals).orElse(Totals.NONE);
        xml.add(plugin + "LastSessionSelectedCount", totals.selectedCount())
                .add(plugin + "LastSessionProcessedCount", totals.processedCount())
                .add(plugin + "LastSessionSelectedSize", totals.selectedSize())
                .add(plugin + "LastSessionProcessedSize", totals.processedSize())
                .add(plugin + "LastSessionSentSize", totals.sentSize())
                .add(plugin + "LastSessionErrorsCount", totals.errorCount());
    }

    /** A state and a time; 0 for both where there was no such session. */
    private static void session(XmlText xml, String name, Optional<SessionReport> report) {
        xml.add(name + "Status", report.map(SessionReport::state).map(State::code).orElse(0))
                .add(name + "Timestamp", report.map(SessionReport::start).map(Instant::getEpochSecond).orElse(0L));
    }

    private static long completedSize(Standing standing) {
        return standing.lastCompleted().map(report -> report.totals().selectedSize()).orElse(0L);
    }

    /** All data sources together: the newest session of any, and what is protected in all. */
    private void total(XmlText xml, ZoneId zone) {
        List<SessionReport> all = device.standings().stream().flatMap(standing -> standing.backups().stream())
                .sorted((a, b) -> b.id().compareTo(a.id())).toList();
        var total = new Standing("Total", "", all);
        String plugin = "PluginTotal-";
        sizes(xml, plugin, total.last());
        xml.add(plugin + "SessionDuration", total.duration(now).toSeconds());
        session(xml, plugin + "LastSuccessfulSession", total.lastSuccessful());
        session(xml, plugin + "LastCompletedSession", total.lastCompleted());
        xml.add(plugin + "LastCompletedSessionSelectedSize",
                device.standings().stream().mapToLong(StatusXml::completedSize).sum());
        xml.add(plugin + "ColorBar", ColourBar.worst(device.standings().stream()
                .map(standing -> standing.bar(now, zone)).toList()));
    }
}
