package org.backupmanager.remote.internal;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ReflectionAccessFilter.FilterResult;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/**
 * The contract's values as JSON. Records, enums, lists and maps need nothing; a class of its own kind needs one line
 * here. What has none is refused: no class's inside is read off by reflection.
 */
final class JsonTypes {

    private JsonTypes() {
    }

    /** Reads and writes values; objects that are called from afar by that factory. */
    static Gson with(TypeAdapterFactory references) {
        // the last that is registered is asked first
        GsonBuilder builder = new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping()
                .enableComplexMapKeySerialization()
                .addReflectionAccessFilter(type -> FilterResult.BLOCK_ALL)
                .registerTypeAdapterFactory(new Records())
                .registerTypeAdapterFactory(new Collections())
                .registerTypeAdapterFactory(new Choices())
                .registerTypeAdapterFactory(JsonTypes::optional)
                .registerTypeAdapterFactory(references);
        text(builder, ItemPath.class, ItemPath::toString, ItemPath::parse);
        text(builder, Bytes.class, Bytes::toString, hex -> Bytes.of(HexFormat.of().parseHex(hex)));
        text(builder, Mask.class, mask -> (mask.ignoresCase() ? "i" : "c") + mask,
                text -> text.startsWith("i") ? Mask.ignoringCase(text.substring(1)) : Mask.of(text.substring(1)));
        text(builder, Instant.class, time -> time.getEpochSecond() + "." + time.getNano(), JsonTypes::instant);
        text(builder, Duration.class, Duration::toString, Duration::parse);
        text(builder, LocalDate.class, LocalDate::toString, LocalDate::parse);
        text(builder, LocalTime.class, LocalTime::toString, LocalTime::parse);
        text(builder, LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse);
        builder.registerTypeHierarchyAdapter(ZoneId.class, new Text<>(ZoneId::getId, ZoneId::of));
        builder.registerTypeHierarchyAdapter(Path.class, new Text<>(Path::toString, Path::of));
        return builder.create();
    }

    /** Seconds and nanoseconds, the latter without leading zeros: quicker than what people read. */
    private static Instant instant(String text) {
        int dot = text.indexOf('.');
        return Instant.ofEpochSecond(Long.parseLong(text, 0, dot, 10),
                Long.parseLong(text, dot + 1, text.length(), 10));
    }

    private static <T> void text(GsonBuilder builder, Class<T> type, Function<T, String> show,
            Function<String, T> parse) {
        builder.registerTypeAdapter(type, new Text<>(show, parse));
    }

    private static final class Text<T> extends TypeAdapter<T> {

        private final Function<T, String> show;
        private final Function<String, T> parse;

        Text(Function<T, String> show, Function<String, T> parse) {
            this.show = show;
            this.parse = parse;
        }

        @Override
        public void write(JsonWriter out, T value) throws IOException {
            out.value(show.apply(value));
        }

        @Override
        public T read(JsonReader in) throws IOException {
            String text = in.nextString();
            try {
                return parse.apply(text);
            } catch (RuntimeException unfit) {
                throw new JsonParseException("a text does not fit", unfit);
            }
        }
    }

    /** What may be missing, as a list of none or one: a null would get lost on the way. */
    private static <T> TypeAdapter<T> optional(Gson gson, TypeToken<T> type) {
        Class<?> raw = type.getRawType();
        if (raw != Optional.class) {
            return null; // how a factory says that a type is not its own
        }
        Type content = ((ParameterizedType) type.getType()).getActualTypeArguments()[0];
        TypeAdapter<Object> adapter = anything(gson.getAdapter(TypeToken.get(content)));
        return its(new TypeAdapter<Optional<Object>>() {
            @Override
            public void write(JsonWriter out, Optional<Object> value) throws IOException {
                out.beginArray();
                if (value.isPresent()) {
                    adapter.write(out, value.get());
                }
                out.endArray();
            }

            @Override
            public Optional<Object> read(JsonReader in) throws IOException {
                in.beginArray();
                Optional<Object> value = in.hasNext() ? Optional.of(adapter.read(in)) : Optional.empty();
                in.endArray();
                return value;
            }
        });
    }

    /** The adapter was made for this type; generics cannot say so. */
    @SuppressWarnings("unchecked")
    static <T> TypeAdapter<T> its(TypeAdapter<?> adapter) {
        return (TypeAdapter<T>) adapter;
    }

    /** The adapter is only given what is of its type. */
    @SuppressWarnings("unchecked")
    static TypeAdapter<Object> anything(TypeAdapter<?> adapter) {
        return (TypeAdapter<Object>) adapter;
    }
}
