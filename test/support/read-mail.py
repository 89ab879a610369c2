# Reads messages with Python's `email` package, an independent reader: paths on the command line, one JSON line each.
import email, email.policy, hashlib, json, sys

for path in sys.argv[1:]:
    with open(path, 'rb') as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    def addresses(name):
        field = message[name]
        return [] if field is None else [[a.display_name, a.addr_spec] for a in field.addresses]
    parts = []
    for part in message.walk():
        if part.is_multipart() and part.get_content_maintype() == 'multipart':
            parts.append({'type': part.get_content_type(), 'defects': [str(d) for d in part.defects]})
            continue
        if part.get_content_type() == 'message/rfc822':
            parts.append({'type': 'message/rfc822', 'name': part.get_filename()})
            continue
        content = part.get_payload(decode=True)
        entry = {
            'type': part.get_content_type(),
            'name': part.get_filename(),
            'disposition': part.get_content_disposition(),
            'cid': part['content-id'],
            'sha256': hashlib.sha256(content).hexdigest(),
            'defects': [str(d) for d in part.defects],
        }
        if part.get_content_maintype() == 'text':
            entry['text'] = content.decode(part.get_content_charset() or 'ascii').replace('\r\n', '\n')
            entry['method'] = part.get_param('method')
        parts.append(entry)
    print(json.dumps({
        'subject': message['subject'],
        'date': message['date'].datetime.isoformat() if message['date'] else None,
        'from': addresses('from'), 'to': addresses('to'), 'cc': addresses('cc'), 'bcc': addresses('bcc'),
        'messageId': message['message-id'], 'references': message['references'],
        'parts': parts, 'defects': [str(d) for d in message.defects],
    }))
