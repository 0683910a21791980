package io.selvage.catalog.exports;

import java.io.Writer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLGenerator;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * Writes YAML in which only what no version of YAML takes for anything but a text goes
 * without quotes.
 */
final class YamlText {

	private static final YAMLMapper MAPPER = YAMLMapper.builder(new Factory())
		.enable(YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR,
				YAMLWriteFeature.ALLOW_LONG_KEYS)
		.disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
		.build();

	private YamlText() {
	}

	static String of(JsonNode tree) {
		return MAPPER.writeValueAsString(tree);
	}

	/**
	 * Which texts need quotes.
	 */
	private static final class Quotes extends StringQuotingChecker {

		private static final long serialVersionUID = 1L;

		private static final Pattern SAFE = Pattern.compile("[A-Za-z$/](?:[A-Za-z0-9 _.,()/$+;'-]*[A-Za-z0-9_./)])?");

		private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

		@Override
		public boolean needToQuoteName(String name) {
			return needToQuoteValue(name);
		}

		@Override
		public boolean needToQuoteValue(String value) {
			return !SAFE.matcher(value).matches() || WORDS.contains(value.toLowerCase(Locale.ROOT));
		}

	}

	/**
	 * Makes generators that write lines as lines only where nothing gets lost thereby:
	 * other line breaks than a line feed are read as one.
	 */
	private static final class Factory extends YAMLFactory {

		private static final long serialVersionUID = 1L;

		Factory() {
			super(YAMLFactory.builder().stringQuotingChecker(new Quotes()));
		}

		@Override
		protected YAMLGenerator _createGenerator(ObjectWriteContext context, IOContext ioContext, Writer out) {
			return new Generator(context, ioContext, context.getStreamWriteFeatures(this._streamWriteFeatures),
					context.getFormatWriteFeatures(this._formatWriteFeatures), out);
		}

		private final class Generator extends YAMLGenerator {

			private static final Pattern LINES = Pattern
				.compile("[!-~][ -~\\u00A0-\\u2027\\u2030-\\uD7FF\\n]*[!-~]\\n?");

			Generator(ObjectWriteContext context, IOContext ioContext, int streamFeatures, int yamlFeatures,
					Writer out) {
				super(context, ioContext, streamFeatures, yamlFeatures, Factory.this._quotingChecker, out,
						Factory.this._version, Factory.this._dumpSettings);
			}

			@Override
			public JsonGenerator writeString(String text) {
				if (text == null || text.indexOf('\n') < 0 || LINES.matcher(text).matches()) {
					return super.writeString(text);
				}
				_verifyValueWrite("write String value");
				_writeScalar(text, "string", ScalarStyle.DOUBLE_QUOTED);
				return this;
			}

		}

	}

}
