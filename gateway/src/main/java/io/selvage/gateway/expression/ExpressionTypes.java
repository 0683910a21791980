package io.selvage.gateway.expression;

import java.util.List;

import io.selvage.gateway.expression.collections.CollectionsModule;
import io.selvage.gateway.expression.context.ContextModule;
import io.selvage.gateway.expression.core.CoreModule;
import io.selvage.gateway.expression.crypto.CryptoTypes;
import io.selvage.gateway.expression.json.JsonTypes;
import io.selvage.gateway.expression.jwt.TokenTypes;
import io.selvage.gateway.expression.net.NetTypes;
import io.selvage.gateway.expression.text.TextTypes;
import io.selvage.gateway.expression.time.TimeTypes;
import io.selvage.gateway.expression.types.TypeLibrary;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.xml.XmlTypes;

/**
 * The list of all modules that declare types.
 */
final class ExpressionTypes {

	/** The type of {@code context}. */
	static final String CONTEXT = "IProxyRequestContext";

	static final String REQUEST = "IRequest";

	static final String RESPONSE = "IResponse";

	private ExpressionTypes() {
	}

	static TypeLibrary library(ExpressionOptions options) {
		List<TypeModule> modules = List.of(new CoreModule(), new CollectionsModule(), new TextTypes(), new TimeTypes(),
				new JsonTypes(), new XmlTypes(), new NetTypes(), new CryptoTypes(), new TokenTypes(),
				new ContextModule(options.missingVariableIsNull()));
		return TypeLibrary.of(modules);
	}

}
