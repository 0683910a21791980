package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * Json.NET's types for expressions: {@code Newtonsoft.Json.Linq}, Formatting and
 * JsonConvert.
 */
public final class JsonTypes implements TypeModule {

	static final EnumDefinition TYPE = EnumDefinition.of("Newtonsoft.Json.Linq.JTokenType",
			"None, Object, Array, Constructor, Property, Comment, Integer, Float, String, Boolean, Null, Undefined, "
					+ "Date, Raw, Bytes, Guid, Uri, TimeSpan");

	static final EnumDefinition FORMATTING = EnumDefinition.of("Newtonsoft.Json.Formatting", "None, Indented");

	static final EnumDefinition ARRAYS = EnumDefinition.of("Newtonsoft.Json.Linq.MergeArrayHandling",
			"Concat, Union, Replace, Merge");

	static final EnumDefinition NULLS = EnumDefinition.of("Newtonsoft.Json.Linq.MergeNullValueHandling",
			"Ignore, Merge");

	@Override
	public void register(TypeRegistry types) {
		types.enumeration(TYPE);
		types.enumeration(FORMATTING);
		types.enumeration(ARRAYS);
		types.enumeration(NULLS);
		types.exception("Newtonsoft.Json.JsonException", "System.Exception");
		types.exception("Newtonsoft.Json.JsonReaderException", "Newtonsoft.Json.JsonException");
		types.exception("Newtonsoft.Json.JsonWriterException", "Newtonsoft.Json.JsonException");
		types.exception("Newtonsoft.Json.JsonSerializationException", "Newtonsoft.Json.JsonException");
		TokenMembers.register(types);
		ContainerMembers.register(types);
		ObjectMembers.register(types);
		ArrayMembers.register(types);
		ValueMembers.register(types);
		SequenceExtensions.register(types);
		SerializerMembers.register(types);
	}

	static Formatting formatting(EnumValue value) {
		return (value.value() == 1) ? Formatting.INDENTED : Formatting.NONE;
	}

}
