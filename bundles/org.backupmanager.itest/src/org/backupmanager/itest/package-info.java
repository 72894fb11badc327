/**
 * Tests of the product in a running framework, and what tests of the workbench use, too. Start with
 * {@link org.backupmanager.itest.CommandLineProcess}.
 */
package org.backupmanager.itest;
