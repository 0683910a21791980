package io.selvage.gateway.expression.core;

import java.util.List;

import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * Declares the types of this package.
 */
public final class CoreModule implements TypeModule {

	private static final List<TypeModule> PARTS = List.of(new ObjectTypes(), new DelegateDeclarations(),
			new ExceptionTypes(), new NumberTypes(), new CharType(), new StringType(), new MathType(),
			new ConvertType(), new ArrayTypes(), new GuidType(), new RandomType(), new TupleTypes(),
			new BitConverterType());

	@Override
	public void register(TypeRegistry types) {
		PARTS.forEach((part) -> part.register(types));
	}

}
