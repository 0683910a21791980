package io.selvage.gateway.expression.text;

import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * Encodings, string builders, string readers and writers, and regular expressions for
 * expressions.
 */
public final class TextTypes implements TypeModule {

	private final RegexCache cache = new RegexCache();

	@Override
	public void register(TypeRegistry types) {
		EncodingMembers.register(types);
		BuilderMembers.register(types);
		ReaderMembers.register(types);
		RegexMembers.register(types, this.cache);
		MatchMembers.register(types);
	}

}
