/**
 * Starts sessions and says which of them may work. Starts in {@code DeviceSessions}; a session belongs to one data
 * source. What a session that starts does about one that has not ended ({@code OverlapTable} in code,
 * {@code SessionQueueTest} cell by cell):
 * <table border="1">
 * <caption>Overlapping sessions</caption>
 * <tr><th>starts, by its source</th><th>MERGES</th><th>SKIPS, same source</th><th>SKIPS, another source</th>
 * <th>archiving</th><th>upkeep</th><th>restore</th></tr>
 * <tr><td>backup that MERGES</td><td>scans after its scan; their queues are merged</td><td>(no such)</td>
 * <td>beside</td><td>waits for its end</td><td>beside</td><td>on hold</td></tr>
 * <tr><td>backup that SKIPS</td><td>beside</td><td>is skipped; its report says so</td><td>beside</td>
 * <td>waits for its end</td><td>beside</td><td>on hold</td></tr>
 * <tr><td>backup that archives</td><td colspan="6">as its source's row; but nobody that starts after it does before it
 * has ended</td></tr>
 * <tr><td>upkeep (verification, repair)</td><td>beside</td><td>beside</td><td>beside</td><td>beside</td>
 * <td>refused</td><td>on hold</td></tr>
 * <tr><td>restore</td><td>holds it</td><td>holds it</td><td>holds it</td><td>holds it</td>
 * <td>holds it</td><td>beside</td></tr>
 * </table>
 * <ul>
 * <li>MERGES: Files and folders, Network shares, Oracle, System State of that kind. SKIPS: what needs a snapshot of a
 * volume or much of the machine. A source says it itself ({@code DataSource.overlap}).
 * <li>Merged queues: priority first, then the newest change, whichever session a file belongs to. Sessions that are
 * there when a scan is complete scan before any of them is processed; one that starts later scans beside the
 * processing. Each ends with its own tree, report and commit. At most {@code SessionQueue.MOST_MERGED} at a time.
 * <li>A source of the SKIPS kind that archives or waits counts as running for its own next session.
 * <li>On hold: at the next slice boundary, scans included; nothing is read or sent twice afterwards. An archiving
 * session is held like any other, but never interrupted (decision 21).
 * <li>Until its turn a session stands in the register as NotStarted, then as InProcess; so what a killed process leaves
 * says by itself what became of it.
 * </ul>
 */
package org.backupmanager.engine.internal.session;
