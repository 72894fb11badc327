package org.backupmanager.ui.internal.look;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.widgets.Display;

/**
 * The icons of the bundle's {@code icons} folder, drawn on a grid of 24 in two tones: {@code #111111} is replaced by
 * the first colour and {@code #777777} by the second, so that one drawing serves every role in light and in dark.
 * Each is
 * rendered for the zoom at hand.
 */
public final class Icons {

    private final Display display;
    private final Palette palette;
    private final Map<String, String> drawings = new HashMap<>();
    private final Map<Key, Image> images = new HashMap<>();

    private record Key(String name, int size, Color first, Color second) {
    }

    Icons(Display display, Palette palette) {
        this.display = display;
        this.palette = palette;
    }

    /** An icon among text, 16 high. */
    public Image small(String name) {
        return get(name, 16, palette.secondary(), tint());
    }

    /** An icon of its own, 24 high. */
    public Image large(String name) {
        return get(name, 24, palette.accent(), tint());
    }

    /** An icon that tells a state by its shape, 16 high, in the colour of that state. */
    public Image state(Mark mark) {
        return state(mark, 16);
    }

    /** An icon that tells a state by its shape, in the colour of that state. */
    public Image state(Mark mark, int size) {
        return get(mark.icon(), size, mark.color(palette), palette.raised());
    }

    /** Any icon in any size and tones. */
    public Image get(String name, int size, Color first, Color second) {
        return images.computeIfAbsent(new Key(name, size, first, second), this::render);
    }

    private Color tint() {
        return blend(palette.accent(), palette.raised());
    }

    private static Color blend(Color strong, Color weak) {
        return new Color(mix(strong.getRed(), weak.getRed()), mix(strong.getGreen(), weak.getGreen()),
                mix(strong.getBlue(), weak.getBlue()));
    }

    private static int mix(int strong, int weak) {
        return (strong * 3 + weak * 7) / 10;
    }

    private Image render(Key key) {
        String drawing = drawings.computeIfAbsent(key.name(), Icons::read)
                .replace("#ffffff", hex(palette.raised()))
                .replace("#111111", hex(key.first())).replace("#777777", hex(key.second()));
        ImageDataProvider provider = zoom -> {
            int pixels = key.size() * zoom / 100;
            String sized = drawing.replaceFirst("width=\"24\" height=\"24\"",
                    "width=\"" + pixels + "\" height=\"" + pixels + "\"");
            return new ImageData(new ByteArrayInputStream(sized.getBytes(StandardCharsets.UTF_8)));
        };
        return new Image(display, provider);
    }

    private static String read(String name) {
        try (InputStream in = Icons.class.getResourceAsStream("/icons/" + name + ".svg")) {
            if (in == null) {
                throw new IllegalArgumentException("no icon " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("icon " + name, e);
        }
    }

    private static String hex(Color color) {
        return String.format("#%02x%02x%02x", color.getRed(), color.getGreen(), color.getBlue());
    }

    void dispose() {
        images.values().forEach(Image::dispose);
    }
}
