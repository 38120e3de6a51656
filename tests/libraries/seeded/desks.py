"""What each desk writes for the slots of `texts`, and the macros that only it can have."""

from __future__ import annotations

from collections.abc import Mapping

Fault = tuple[str, str, tuple[tuple[str, str], ...]]

TOKENS: Mapping[str, Mapping[str, str]] = {
    "zendesk": {
        "first!": "{{ticket.requester.first_name | default: 'there'}}", "first": "{{ticket.requester.first_name}}",
        "number": "ticket {{ticket.id}}", "subject": "“{{ticket.title}}”", "agent": "{{current_user.first_name}}",
        "agentfull": "{{current_user.name}}", "half": "{{ticket.id}", "typo": "{{ticket.requester.lats_name}}",
        "typo name": "ticket.requester.lats_name", "foreign": "*|ORDERID|*",
    },
    "freshdesk": {
        "first!": "{{ticket.requester.firstname | default: 'there'}}", "first": "{{ticket.requester.firstname}}",
        "number": "ticket {{ticket.id}}", "subject": "“{{ticket.subject}}”", "agent": "{{ticket.agent.name}}",
        "agentfull": "{{ticket.agent.name}}", "half": "{ticket.id}}", "typo": "{{ticket.requestr.name}}",
        "typo name": "ticket.requestr.name", "foreign": "{{current_user.first_name}}",
    },
    "intercom": {
        "first!": '{{first_name | fallback:"there"}}', "first": "{{first_name}}", "number": "{{conversation.id}}",
        "subject": "{{company.name}}", "agent": "{{author.first_name}}", "agentfull": "{{author.name}}",
        "half": "{{company.name}", "typo": "{{user.nmae}}", "typo name": "user.nmae",
        "foreign": "{{ticket.requester.name}}",
    },
    "front": {
        "first!": "{{recipient.first_name}}", "first": "{{recipient.first_name}}",
        "number": "{{conversation.ticket_id}}", "subject": "{{account.name}}", "agent": "{{user.first_name}}",
        "agentfull": "{{user.name}}", "half": "{{account.name}", "typo": "{{recipient.frist_name}}",
        "typo name": "recipient.frist_name", "foreign": "#{ticket.number}",
    },
    "gorgias": {
        "first!": "{{ticket.customer.firstname}}", "first": "{{ticket.customer.firstname}}",
        "number": "ticket {{ticket.id}}", "subject": "“{{ticket.subject}}”", "agent": "{{current_user.firstname}}",
        "agentfull": "{{current_user.name}}", "half": "{{ticket.id}", "typo": "{{ticket.customer.fistname}}",
        "typo name": "ticket.customer.fistname", "foreign": "{{ticket.requester.first_name}}",
    },
    "helpscout": {
        "first!": "{%customer.firstName,fallback=there%}", "first": "{%customer.firstName%}",
        "number": "conversation {%conversation.number%}", "subject": "“{%subject%}”", "agent": "{%user.firstName%}",
        "agentfull": "{%user.fullName%}", "half": "{%conversation.number}", "typo": "{%customer.fristName%}",
        "typo name": "customer.fristName", "foreign": "{{ticket.id}}",
    },
    "chatwoot": {
        "first!": "{{ contact.first_name || 'there' }}", "first": "{{ contact.first_name }}",
        "number": "conversation {{ conversation.id }}", "subject": "{{ inbox.name }}", "agent": "{{ agent.name }}",
        "agentfull": "{{ agent.name }}", "half": "{{ conversation.id }", "typo": "{{ contact.fist_name }}",
        "typo name": "contact.fist_name", "foreign": "{{ticket.requester.name}}",
    },
    "zammad": {
        "first!": "#{ticket.customer.firstname}", "first": "#{ticket.customer.firstname}",
        "number": "ticket #{ticket.number}", "subject": "“#{ticket.title}”", "agent": "#{user.firstname}",
        "agentfull": "#{user.firstname} #{user.lastname}", "half": "#{ticket.number", "typo": "#{ticket.custmer.lastname}",
        "typo name": "ticket.custmer.lastname", "foreign": "{{ticket.id}}",
    },
    "osticket": {
        "first!": "%{ticket.name.first}", "first": "%{ticket.name.first}", "number": "ticket %{ticket.number}",
        "subject": "“%{ticket.subject}”", "agent": "%{ticket.staff.name.first}", "agentfull": "%{ticket.staff.name}",
        "half": "%{ticket.number", "typo": "%{ticket.nmuber}", "typo name": "ticket.nmuber",
        "foreign": "#{ticket.number}",
    },
    "discourse": {
        "first!": "%{reply_to_or_last_poster_username,fallback:there}", "first": "%{reply_to_or_last_poster_username}",
        "number": "“%{topic_title}”", "subject": "%{topic_url}", "agent": "%{my_name}", "agentfull": "%{my_name}",
        "half": "%{topic_title", "typo": "%{topic_titel}", "typo name": "topic_titel", "foreign": "{{ticket.id}}",
    },
    "salesforce": {
        "first!": '{!BLANKVALUE(Contact.FirstName, "customer")}', "first": "{!Contact.FirstName}",
        "number": "case {!Case.CaseNumber}", "subject": "“{!Case.Subject}”", "agent": "{!User.FirstName}",
        "agentfull": "{!User.Name}", "half": "{!Case.CaseNumber", "typo": "{!Case.CaseNumbr}",
        "typo name": "Case.CaseNumbr", "foreign": "{{ticket.id}}",
    },
    "hubspot": {
        "first!": '{{ contact.firstname|default("there", true) }}', "first": "{{ contact.firstname }}",
        "number": "ticket {{ ticket.hs_ticket_id }}", "subject": "“{{ ticket.subject }}”",
        "agent": "{{ owner.firstname }}", "agentfull": "{{ owner.full_name }}", "half": "{{ ticket.subject }",
        "typo": "{{ contact.fistname }}", "typo name": "contact.fistname", "foreign": "*|FNAME|*",
    },
    "github": {
        "first!": "there", "first": "there", "number": "this thread", "subject": "the lamp", "agent": "The bench",
        "agentfull": "Somebody at the bench", "half": "{{ }}", "typo": "", "typo name": "",
        "foreign": "{{ticket.requester.name}}",
    },
}  # fmt: skip

LEGAL: Mapping[str, tuple[tuple[str, str], ...]] = {
    "zendesk": (
        ("Liquid::By name or not", "{% if ticket.requester.first_name != blank %}Hi {{ticket.requester.first_name}},{% else %}Hi there,{% endif %}\n\nthe glass is cut to size."),
        ("Liquid::By priority", "{% case ticket.priority %}{% when 'Urgent' %}We call you today.{% when 'High' %}We write today.{% else %}We write this week.{% endcase %}"),
        ("Liquid::What was said", "{% for comment in ticket.comments limit:2 offset:1 %}{{comment.created_at | date: \"%d %B %Y\"}}: {{comment.author.name}} wrote {{comment.value}}.{% endfor %}"),
        ("Liquid::Names we make", "{% assign shop = ticket.ticket_field_option_title_360012 | upcase %}{% capture where %}the shop in {{shop}}{% endcapture %}Your tool waits in {{where}}."),
        ("Dynamic content", "{{dc.greeting}}\n\n{{dc.refund-policy_intro}}\n\nSee https://shop.example/orders/{{ticket.external_id}}?lang={{ticket.requester.language}}."),
        ("Custom fields", "The plan is {{ticket.requester.custom_fields.plan_name.title}}, the hall {{ticket.organization.custom_fields.hall}}, your brand {{ticket.brand.name}}."),
        ("Code of a theme", "Replace the line by `{{ page.title }}` and the style by `a { color: red }`, and save."),
    ),
    "freshdesk": (
        ("Custom field", "The colour is {{ticket.cf_colour}} and {{ticket.company.name}} pays for it."),
        ("By company", "{% if ticket.requester.company_name %}We bill {{ticket.requester.company_name}}.{% else %}We bill you.{% endif %}"),
        ("Links", "See {{ticket.public_url}} for the state, or {{ticket.portal_url}} for all of {{ticket.portal_name}}."),
    ),
    "intercom": (
        ("Plan", "The plan of {{company.name|fallback:\"your company\"}} is {{custom_attributes.plan}} since {{user.signed_up_at}}."),
        ("By mail", "We write to {{user.email}} or {{contact.phone}}, as you like."),
    ),
    "front": (
        ("Survey", "How did we do?\n\n{{survey}}"),
        ("Custom fields", "Your plan is {{recipient.plan_name}}, and {{account.tier}} is what {{account.name}} pays for."),
    ),
    "gorgias": (
        ("Last order", "Order {{ticket.customer.integrations.shopify.orders[0].name}} goes to {{ticket.customer.integrations.shopify.customer.default_address.city}}."),
        ("Day of the refund", "It was booked on {{ticket.customer.integrations.shopify.orders[0].refunds[0].processed_at|datetime_format(\"MMM Do YY\")}}."),
        ("First words", "You wrote: {{ticket.messages[0].stripped_text}} ({{ticket.created_datetime|datetime_format(\"L\")}})"),
    ),
    "helpscout": (
        ("Who we are", "This is {%user.fullName%}, {%user.jobTitle%} at {%mailbox.name%} ({%mailbox.email%})."),
        ("Company", "We bill {%customer.company,fallback=your company%} for it."),
    ),
    "chatwoot": (
        ("attributes", "The plan is {{ contact.custom_attribute.plan }}, the hall {{ conversation.custom_attribute.hall }}."),
        ("liquid", "{% if contact.email %}We write to {{ contact.email }}.{% else %}Tell us an address.{% endif %}"),
        ("shop-name", "The shop is {{ inbox.name | default: 'ours' }}, and **{{ agent.name }}** is there."),
    ),
    "zammad": (
        ("State", "The state is #{t(ticket.state.name)} since #{dt(ticket.updated_at, \"%Y-%m-%d\")}."),
        ("Own attribute", "The hall is #{ticket.hall.value}, see #{config.http_type}://#{config.fqdn}/#ticket/zoom/#{ticket.id}."),
    ),
    "osticket": (
        ("Department", "It stands with %{ticket.dept.name}; look at %{recipient.ticket_link}.\n\n%{signature}"),
        ("Own field", "The hall is %{ticket.hall_number}, on behalf of %{company.name}."),
    ),
    "discourse": (
        ("Topic", "This goes on in [the topic](%{topic_url}), @%{original_poster_username,fallback:all}."),
        ("Place", "Please read %{context_url} before %{context_title}."),
    ),
    "salesforce": (
        ("Lightning", "Dear {{{Recipient.FirstName}}}, the part of {{{Case.Subject}}} is here."),
        ("Merge functions", "{!IF(ISBLANK(Account.Name), \"You pay\", \"Your company pays\")} for {!Case.Warranty_Days__c} days; {!Contact.LastName, valued customer}."),
        ("Owner", "{!Case.OwnerFullName} of {!Organization.Name} looks after it."),
    ),
    "hubspot": (
        ("HubL", "{% if contact.company %}We bill {{ contact.company }}.{% elif contact.email %}We bill {{ contact.email }}.{% endif %}"),
        ("Own property", "The hall is {{ ticket.hall_number }} and the plan {{ company.plan_name|capitalize }}."),
    ),
    "github": (
        ("Minimal example", "Please add the smallest `config.yml` that shows it:\n\n- what you ran\n- what you saw"),
        ("Style", "Wrap the name in `{{ }}` in the template and run `make docs`."),
    ),
}  # fmt: skip

FAULTY: Mapping[str, tuple[Fault, ...]] = {
    "zendesk": (
        ("Liquid::Never closed", "{% if ticket.organization.name %}We bill {{ticket.organization.name}} for the blade.", (("macro/broken-syntax", "{% if ticket.organization.name %}"),)),
        ("Liquid::Wrong tag", "{% if ticket.via == 'Mail' %}Your mail came.{% elseif ticket.via == 'Web' %}Your form came.{% endif %}", (("macro/broken-syntax", "{% elseif ticket.via == 'Web' %}"),)),
        ("Liquid::Wrong case", "The number is {{Ticket.ID}} and the nail is long.", (("macro/unknown-variable", "Ticket.ID"),)),
        ("Liquid::Another's fallback", "Hello {{ticket.requester.name|fallback:\"there\"}},\n\nthe hinge is oiled.", (("macro/foreign-engine", "{{ticket.requester.name|fallback:\"there\"}}"),)),
        ("Shipping::Bare name", "Hi {{ticket.requester.first_name}},\n\nthe ladder stands at the door.", (("macro/no-fallback", "{{ticket.requester.first_name}}"),)),
        ("Product::In code", "Put the number `{{ticket.id}}` on the box of screws.", (("macro/variable-in-code", "{{ticket.id}}"),)),
    ),
    "freshdesk": (
        ("Never opened", "We bill you.{% endif %}", (("macro/broken-syntax", "{% endif %}"),)),
        ("Bare name", "Hello {{ticket.requester.firstname}},\n\nthe ladder stands at the door.", (("macro/no-fallback", "{{ticket.requester.firstname}}"),)),
    ),
    "intercom": (
        ("Liquid of another", "{% if user.name %}We know you.{% endif %}", (("macro/foreign-engine", "{% if user.name %}"), ("macro/foreign-engine", "{% endif %}"))),
        ("Bare name", "Hello {{user.name}},\n\nthe ladder stands at the door.", (("macro/no-fallback", "{{user.name}}"),)),
    ),
    "front": (("Wrong case", "The mail of {{Recipient.Email}} came through.", (("macro/unknown-variable", "Recipient.Email"),)),),
    "gorgias": (("Wrong case", "The channel is {{Ticket.Channel}} today.", (("macro/unknown-variable", "Ticket.Channel"),)),),
    "helpscout": (
        ("Bare name", "Hello {%customer.firstName%},\n\nthe ladder stands at the door.", (("macro/no-fallback", "{%customer.firstName%}"),)),
        ("Liquid of another", "{% if customer %}We know you.{% endif %}", (("macro/foreign-engine", "{% if customer %}"), ("macro/foreign-engine", "{% endif %}"))),
    ),
    "chatwoot": (
        ("bare-name", "Hello {{ contact.first_name }},\n\nthe ladder stands at the door.", (("macro/no-fallback", "{{ contact.first_name }}"),)),
        ("in-code", "Put the number `{{ conversation.id }}` on the box of screws.", (("macro/variable-in-code", "{{ conversation.id }}"),)),
        ("unheard-of", "The weight is {{ ticket.weight }} at most.", (("macro/unknown-variable", "ticket.weight"),)),
    ),
    "zammad": (("Braces only", "The number is {ticket.number} and the nail is long.", (("macro/broken-syntax", "{ticket.number}"),)),),
    "osticket": (("Discourse of another", "See %{topic_url} for the plan of the bench.", (("macro/foreign-engine", "%{topic_url}"),)),),
    "discourse": (("Bare name", "Hello %{original_poster_username},\n\nthe ladder stands at the door.", (("macro/no-fallback", "%{original_poster_username}"),)),),
    "salesforce": (
        ("Bare name", "Dear {!Contact.FirstName},\n\nthe ladder stands at the door.", (("macro/no-fallback", "{!Contact.FirstName}"),)),
        ("Two braces", "The part of {{Recipient.Email}} came in.", (("macro/broken-syntax", "{{Recipient.Email}}"),)),
    ),
    "hubspot": (
        ("Bare name", "Hello {{ contact.firstname }},\n\nthe ladder stands at the door.", (("macro/no-fallback", "{{ contact.firstname }}"),)),
        ("Never closed", "{% if contact.company %}We bill {{ contact.company }}.", (("macro/broken-syntax", "{% if contact.company %}"),)),
    ),
    "github": (),
}  # fmt: skip
