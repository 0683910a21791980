package io.selvage.gateway.policy.liquid;

import java.util.Locale;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body as templates see it: JSON and XML by their media types, else text. A body that
 * is not what its media type says is text, too.
 */
public final class LiquidBody {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private LiquidBody() {
	}

	/**
	 * Reads a body.
	 * @param text the body
	 * @param contentType its media type, or null
	 * @param nilIsNull whether {@code xsi:nil} elements are nothing instead of blank
	 * @return a map, list, XML element, string, number, boolean or null
	 */
	public static @Nullable Object read(String text, @Nullable String contentType, boolean nilIsNull) {
		String type = (contentType != null) ? contentType.toLowerCase(Locale.ROOT) : "";
		int semicolon = type.indexOf(';');
		String media = ((semicolon < 0) ? type : type.substring(0, semicolon)).strip();
		try {
			if (media.equals("application/json") || media.equals("text/json") || media.endsWith("+json")) {
				return JSON.readValue(text, Object.class);
			}
			if (media.equals("application/xml") || media.equals("text/xml") || media.endsWith("+xml")) {
				return XmlReader.read(text, nilIsNull);
			}
		}
		catch (JacksonException | XMLStreamException notWhatItSays) {
			return text;
		}
		return text;
	}

}
