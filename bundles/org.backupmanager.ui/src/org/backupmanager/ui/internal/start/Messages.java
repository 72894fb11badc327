package org.backupmanager.ui.internal.start;

import org.eclipse.osgi.util.NLS;

/** Texts of this package. */
final class Messages extends NLS {

    public static String welcome;
    public static String welcomeText;
    public static String newDevice;
    public static String existingDevice;
    public static String name;
    public static String nameHint;
    public static String nameWrong;
    public static String nameTaken;
    public static String storage;
    public static String storageHint;
    public static String storageEmpty;
    public static String storageNoPath;
    public static String storageRelative;
    public static String storageReadOnly;
    public static String storageNoFolder;
    public static String storageMade;
    public static String storageMissing;
    public static String chooseStorage;
    public static String cipher;
    public static String cipherTip;
    public static String passphrase;
    public static String passphraseAgain;
    public static String passphraseSame;
    public static String passphraseDiffers;
    public static String passphraseText;
    public static String strengthEmpty;
    public static String strengthWeak;
    public static String strengthFair;
    public static String strengthStrong;
    public static String create;
    public static String creating;
    public static String existingText;
    public static String existingStorageHint;
    public static String existingNameHint;
    public static String wrongPassphrase;
    public static String open;
    public static String opening;

    static {
        initializeMessages("org.backupmanager.ui.internal.start.messages", Messages.class);
    }

    private Messages() {
    }
}
