package io.selvage.gateway.expression.collections;

import java.util.List;

import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * Declares the types of this package.
 */
public final class CollectionsModule implements TypeModule {

	private static final List<TypeModule> PARTS = List.of(new InterfaceTypes(), new ListType(), new DictionaryType(),
			new SetType(), new QueueTypes(), new ComparerTypes(), new LinqTypes(), new LinqNumbers());

	@Override
	public void register(TypeRegistry types) {
		PARTS.forEach((part) -> part.register(types));
	}

}
